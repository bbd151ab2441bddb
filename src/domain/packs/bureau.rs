//! The profile of one bureau: what it is called, its districts, local amounts, forms and service points, all as data.
//! Two bureaus share every id, so that a case written for one plays in the other.

use super::form::{self, Form};
use super::law::Sureness;
use super::opening::Opening;
use super::problem::{self, PackProblem};
use super::{PackText, Stamp};
use crate::domain::ids::{Bilingual, Language};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Placeholder keys of a profile that need no id.
const PLAIN_KEYS: [&str; 9] = [
    "unit",
    "district",
    "city",
    "office",
    "hotline",
    "platform",
    "wechat",
    "uniform",
    "certificate",
];

/// An office or squad that people name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Id by role, the same in every bureau.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// How people say it.
    pub short: Bilingual,
}

/// A district and the bureau that acts there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Id by role, the same in every bureau.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// The bureau whose officers act there.
    pub unit: Bilingual,
}

/// A local sum of money.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Id by role.
    pub id: String,
    /// What it is for.
    pub name: Bilingual,
    /// Least sum.
    pub from_yuan: u32,
    /// Most sum; equal to the least where it is fixed.
    pub to_yuan: u32,
    /// Per what, e.g. a square metre; empty for the whole act.
    #[serde(default)]
    pub per: Option<Bilingual>,
    /// Provision behind it.
    pub law: String,
    /// How sure the sum is. Below `V` it must be checked locally before real use.
    pub sure: Sureness,
}

/// What a service point is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// Designated pitches for vendors.
    VendorPoint,
    /// A market.
    Market,
    /// A garage or car park.
    Parking,
    /// Marked bays for bicycles and scooters.
    CycleParking,
    /// Help in hardship.
    Aid,
    /// Waste, bulky goods or construction waste.
    Waste,
    /// Gas service.
    Gas,
    /// A community workstation of the bureau.
    Workstation,
    /// A public toilet.
    Toilet,
    /// Breakfast and snacks, checked and cheap.
    Breakfast,
    /// Repair of shoes, locks, bicycles.
    Repair,
    /// Charging posts.
    Charging,
    /// Drinking water and a seat for whoever works outside.
    Rest,
    /// Old things bought or taken back.
    Recycling,
}

impl PointKind {
    /// The fourteen kinds of the convenience map (便民生活地图).
    pub const ALL: [Self; 14] = [
        Self::VendorPoint,
        Self::Market,
        Self::Parking,
        Self::CycleParking,
        Self::Aid,
        Self::Waste,
        Self::Gas,
        Self::Workstation,
        Self::Toilet,
        Self::Breakfast,
        Self::Repair,
        Self::Charging,
        Self::Rest,
        Self::Recycling,
    ];
}

/// A place officers can send people to. Exercise data; distances are from the usual scene of the district.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePoint {
    /// Id by role, the same in every bureau.
    pub id: String,
    /// What it is for.
    pub kind: PointKind,
    /// Its name.
    pub name: Bilingual,
    /// District it lies in.
    pub district: String,
    /// Walking distance in metres.
    pub distance_m: u32,
    /// Opening hours, as said aloud.
    pub hours: Bilingual,
    /// What one has to know.
    pub note: Bilingual,
    /// Opening hours as data.
    pub open: Vec<Opening>,
    /// What people call it, in either language, besides its name.
    pub called: Vec<String>,
    /// Walking distance in metres from places of cases, by place id; others count from the usual scene.
    #[serde(default)]
    pub near: Vec<(String, u32)>,
}

/// The points around a place: those that say how far they are from it; where none does, all of the bureau's.
#[must_use]
pub fn around<'a>(points: &'a [ServicePoint], place: &str) -> Vec<&'a ServicePoint> {
    let near: Vec<&ServicePoint> = points.iter().filter(|one| one.is_near(place)).collect();
    if near.is_empty() {
        points.iter().collect()
    } else {
        near
    }
}

impl ServicePoint {
    /// Whether it says how far it is from this place.
    #[must_use]
    pub fn is_near(&self, place: &str) -> bool {
        self.near.iter().any(|one| one.0 == place)
    }

    /// Walking distance from a place in metres.
    #[must_use]
    pub fn distance_from(&self, place: &str) -> u32 {
        self.near
            .iter()
            .find(|one| one.0 == place)
            .map_or(self.distance_m, |one| one.1)
    }

    /// Whether it is open at this minute.
    #[must_use]
    pub fn is_open(&self, at: Stamp) -> bool {
        self.open.iter().any(|one| one.is_open(at))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BureauFile {
    format: u32,
    version: String,
    id: String,
    city: Bilingual,
    platform: Bilingual,
    hotline: String,
    wechat: Bilingual,
    uniform: Bilingual,
    certificate: Bilingual,
    default_district: String,
    units: Vec<Unit>,
    districts: Vec<District>,
    amounts: Vec<Amount>,
    forms: Vec<Form>,
    points: Vec<ServicePoint>,
}

/// The profile of one bureau, checked.
#[derive(Debug, Clone)]
pub struct BureauPack {
    /// Version of the content, kept in every record.
    pub version: String,
    /// Id of the profile, its folder name.
    pub id: String,
    /// Name of the city.
    pub city: Bilingual,
    /// Name of the smart-city platform.
    pub platform: Bilingual,
    /// Service number.
    pub hotline: String,
    /// Name of the account where people report.
    pub wechat: Bilingual,
    /// What officers wear.
    pub uniform: Bilingual,
    /// What their certificate is called.
    pub certificate: Bilingual,
    /// Offices and squads.
    pub units: Vec<Unit>,
    /// Districts.
    pub districts: Vec<District>,
    /// Local sums.
    pub amounts: Vec<Amount>,
    /// Papers.
    pub forms: Vec<Form>,
    /// Places to send people to.
    pub points: Vec<ServicePoint>,
    default_district: String,
}

impl BureauPack {
    /// Reads and checks the profile; law ids are checked where the law pack is known.
    ///
    /// # Errors
    /// Every problem of the file; after a syntax error only that one.
    pub fn load(file: PackText<'_>) -> Result<Self, Vec<PackProblem>> {
        let raw: BureauFile = problem::read(file)?;
        let format = raw.format;
        let pack = Self {
            version: raw.version,
            id: raw.id,
            city: raw.city,
            platform: raw.platform,
            hotline: raw.hotline,
            wechat: raw.wechat,
            uniform: raw.uniform,
            certificate: raw.certificate,
            units: raw.units,
            districts: raw.districts,
            amounts: raw.amounts,
            forms: raw.forms,
            points: raw.points,
            default_district: raw.default_district,
        };
        let mut problems = Vec::new();
        problem::check_head(file, format, &pack.version, &mut problems);
        pack.check_names(file, &mut problems);
        pack.check_amounts_and_points(file, &mut problems);
        form::check_forms(file, &pack.forms, &mut problems);
        if problems.is_empty() {
            Ok(pack)
        } else {
            Err(problems)
        }
    }

    /// Id of the district a case plays in when it names none.
    #[must_use]
    pub fn default_district(&self) -> &str {
        &self.default_district
    }

    /// The district of that id.
    #[must_use]
    pub fn district(&self, id: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.id == id)
    }

    /// The office or squad of that id.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The local sum of that id.
    #[must_use]
    pub fn amount(&self, id: &str) -> Option<&Amount> {
        self.amounts.iter().find(|amount| amount.id == id)
    }

    /// The form of that id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The service point of that id.
    #[must_use]
    pub fn point(&self, id: &str) -> Option<&ServicePoint> {
        self.points.iter().find(|point| point.id == id)
    }

    /// What a placeholder key beginning with `bureau.` stands for, with officers of `district` on the scene.
    /// Keys: `unit`, `district`, `city`, `office`, `hotline`, `platform`, `wechat`, `uniform`, `certificate`, and with
    /// an id `unit.ID`, `point.ID`, `point_hours.ID`, `point_distance.ID` (metres), `form.ID`, `amount.ID`.
    #[must_use]
    pub fn word(&self, key: &str, district: &str, lang: Language) -> Option<String> {
        let key = key.strip_prefix("bureau.")?;
        let here = self.district(district);
        let text = match key.split_once('.') {
            None => match key {
                "unit" => here?.unit.get(lang),
                "district" => here?.name.get(lang),
                "city" => self.city.get(lang),
                "office" => self.unit("city_office")?.name.get(lang),
                "hotline" => &self.hotline,
                "platform" => self.platform.get(lang),
                "wechat" => self.wechat.get(lang),
                "uniform" => self.uniform.get(lang),
                "certificate" => self.certificate.get(lang),
                _ => return None,
            },
            Some(("unit", id)) => self.unit(id)?.name.get(lang),
            Some(("point", id)) => self.point(id)?.name.get(lang),
            Some(("point_hours", id)) => self.point(id)?.hours.get(lang),
            Some(("point_distance", id)) => return Some(self.point(id)?.distance_m.to_string()),
            Some(("form", id)) => self.form(id)?.name.get(lang),
            Some(("amount", id)) => {
                let amount = self.amount(id)?;
                let range = if amount.from_yuan == amount.to_yuan {
                    amount.from_yuan.to_string()
                } else {
                    format!("{}–{}", amount.from_yuan, amount.to_yuan)
                };
                return Some(range);
            }
            Some(_) => return None,
        };
        Some(text.to_owned())
    }

    /// Every key [`Self::word`] knows.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<String> {
        let with_ids = [
            (
                "unit",
                self.units.iter().map(|unit| &unit.id).collect::<Vec<_>>(),
            ),
            ("point", self.points.iter().map(|point| &point.id).collect()),
            (
                "point_hours",
                self.points.iter().map(|point| &point.id).collect(),
            ),
            (
                "point_distance",
                self.points.iter().map(|point| &point.id).collect(),
            ),
            ("form", self.forms.iter().map(|form| &form.id).collect()),
            (
                "amount",
                self.amounts.iter().map(|amount| &amount.id).collect(),
            ),
        ];
        let long = with_ids
            .iter()
            .flat_map(|(list, ids)| ids.iter().map(move |id| format!("bureau.{list}.{id}")));
        PLAIN_KEYS
            .iter()
            .map(|key| format!("bureau.{key}"))
            .chain(long)
            .collect()
    }

    /// Every law id the profile cites, each once.
    #[must_use]
    pub fn cited_laws(&self) -> BTreeSet<&str> {
        let forms = self.forms.iter().flat_map(|form| &form.law);
        self.amounts
            .iter()
            .map(|amount| &amount.law)
            .chain(forms)
            .map(String::as_str)
            .collect()
    }

    fn check_names(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        problem::check_ids(file, "id", [self.id.as_str()], problems);
        problem::check_word(file, "hotline", &self.id, &self.hotline, problems);
        for (field, text) in [
            ("city", &self.city),
            ("platform", &self.platform),
            ("wechat", &self.wechat),
            ("uniform", &self.uniform),
            ("certificate", &self.certificate),
        ] {
            problem::check_text(file, &self.id, field, text, problems);
        }
        problem::check_ids(
            file,
            "units",
            self.units.iter().map(|unit| unit.id.as_str()),
            problems,
        );
        problem::check_ids(
            file,
            "districts",
            self.districts.iter().map(|known| known.id.as_str()),
            problems,
        );
        for unit in &self.units {
            problem::check_text(file, &unit.id, "name", &unit.name, problems);
            problem::check_text(file, &unit.id, "short", &unit.short, problems);
        }
        for district in &self.districts {
            problem::check_text(file, &district.id, "name", &district.name, problems);
            problem::check_text(file, &district.id, "unit", &district.unit, problems);
        }
        if self.unit("city_office").is_none() {
            problems.push(problem::dangling(file, &self.id, "units", "city_office"));
        }
        if self.district(&self.default_district).is_none() {
            problems.push(problem::dangling(
                file,
                "default_district",
                "districts",
                &self.default_district,
            ));
        }
    }

    fn check_amounts_and_points(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        problem::check_ids(
            file,
            "amounts",
            self.amounts.iter().map(|amount| amount.id.as_str()),
            problems,
        );
        for amount in &self.amounts {
            problem::check_text(file, &amount.id, "name", &amount.name, problems);
            if let Some(per) = &amount.per {
                problem::check_text(file, &amount.id, "per", per, problems);
            }
            if amount.from_yuan == 0 || amount.from_yuan > amount.to_yuan {
                problems.push(problem::out_of_range(
                    file,
                    &amount.id,
                    "0 < from_yuan ≤ to_yuan",
                ));
            }
        }
        problem::check_ids(
            file,
            "points",
            self.points.iter().map(|point| point.id.as_str()),
            problems,
        );
        for point in &self.points {
            for (field, text) in [
                ("name", &point.name),
                ("hours", &point.hours),
                ("note", &point.note),
            ] {
                problem::check_text(file, &point.id, field, text, problems);
            }
            if self.district(&point.district).is_none() {
                problems.push(problem::dangling(
                    file,
                    &point.id,
                    "districts",
                    &point.district,
                ));
            }
            if point.open.is_empty() {
                problems.push(problem::out_of_range(file, &point.id, "open ≥ 1 ×"));
            }
            if point.called.iter().any(|word| word.trim().is_empty()) {
                problems.push(problem::out_of_range(file, &point.id, "called"));
            }
            if point.distance_m == 0 {
                problems.push(problem::out_of_range(file, &point.id, "distance_m > 0"));
            }
        }
    }
}

#[cfg(test)]
#[path = "bureau_tests.rs"]
mod tests;
