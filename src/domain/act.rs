//! The fixed list of speech acts: what a sentence of an officer does. Twenty-two lawful ones, seven wrong ones.
//! Scenarios, understanding and marks all speak of these and of no others.

use serde::{Deserialize, Serialize};

/// What a sentence does, not which words it contains: a quoted or negated bad word is no wrong conduct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Polite opening or salutation.
    Greet,
    /// Says unit, name, number or role.
    IdentifySelf,
    /// Presents the enforcement certificate.
    ShowCertificate,
    /// Says that sound and picture are recorded.
    AnnounceRecording,
    /// States observed facts of the breach.
    StateFacts,
    /// Names a law, article or rule as basis.
    CiteLaw,
    /// Asks a question to establish facts, asks for documents.
    AskInfo,
    /// Statement and defence, recusal, hearing, remedies, the right not to sign.
    InformRights,
    /// Invites to speak, acknowledges, paraphrases.
    ListenAck,
    /// Shows understanding for feelings or hardship.
    Empathise,
    /// Explains harm or public interest, educates.
    Persuade,
    /// Offers a lawful way out, help, directions, instalments.
    OfferAlternative,
    /// Orders or asks to stop, remove, correct.
    OrderCorrection,
    /// Sets a time limit.
    SetDeadline,
    /// States lawful consequences neutrally.
    Warn,
    /// Photo, video, measuring, record, witness, signature.
    CollectEvidence,
    /// Formal decision or measure with paper or legal ground.
    ApplyMeasure,
    /// Evacuate, cordon, no flame, valve, first protection.
    SafetyAction,
    /// Police, ambulance, fire brigade, superior, other department.
    CallBackup,
    /// Lowers tension, reassures, handles bystanders and filming.
    CalmDown,
    /// Platform or radio work: register, dispatch, verify, close, report.
    DispatchReport,
    /// Thanks, farewell, promise of feedback.
    ClosePolitely,
    /// Unlawful or personal threat.
    Threaten,
    /// Abuse, contempt, discrimination.
    Insult,
    /// Bribe, private payment, favour, no receipt.
    NegotiateUnlawfully,
    /// Seizes, smashes, searches, demolishes without procedure; cuts utilities.
    AbuseForce,
    /// Refuses certificate, hearing, defence, complaint; heavier fine for arguing.
    DenyRights,
    /// Reveals the complainant or personal data.
    LeakPrivacy,
    /// Passes the buck, refuses duty.
    Shirk,
}

impl Act {
    /// Every act, in the order of the list.
    pub const ALL: [Self; 29] = [
        Self::Greet,
        Self::IdentifySelf,
        Self::ShowCertificate,
        Self::AnnounceRecording,
        Self::StateFacts,
        Self::CiteLaw,
        Self::AskInfo,
        Self::InformRights,
        Self::ListenAck,
        Self::Empathise,
        Self::Persuade,
        Self::OfferAlternative,
        Self::OrderCorrection,
        Self::SetDeadline,
        Self::Warn,
        Self::CollectEvidence,
        Self::ApplyMeasure,
        Self::SafetyAction,
        Self::CallBackup,
        Self::CalmDown,
        Self::DispatchReport,
        Self::ClosePolitely,
        Self::Threaten,
        Self::Insult,
        Self::NegotiateUnlawfully,
        Self::AbuseForce,
        Self::DenyRights,
        Self::LeakPrivacy,
        Self::Shirk,
    ];

    /// The name used in content, records and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Greet => "greet",
            Self::IdentifySelf => "identify_self",
            Self::ShowCertificate => "show_certificate",
            Self::AnnounceRecording => "announce_recording",
            Self::StateFacts => "state_facts",
            Self::CiteLaw => "cite_law",
            Self::AskInfo => "ask_info",
            Self::InformRights => "inform_rights",
            Self::ListenAck => "listen_ack",
            Self::Empathise => "empathise",
            Self::Persuade => "persuade",
            Self::OfferAlternative => "offer_alternative",
            Self::OrderCorrection => "order_correction",
            Self::SetDeadline => "set_deadline",
            Self::Warn => "warn",
            Self::CollectEvidence => "collect_evidence",
            Self::ApplyMeasure => "apply_measure",
            Self::SafetyAction => "safety_action",
            Self::CallBackup => "call_backup",
            Self::CalmDown => "calm_down",
            Self::DispatchReport => "dispatch_report",
            Self::ClosePolitely => "close_politely",
            Self::Threaten => "threaten",
            Self::Insult => "insult",
            Self::NegotiateUnlawfully => "negotiate_unlawfully",
            Self::AbuseForce => "abuse_force",
            Self::DenyRights => "deny_rights",
            Self::LeakPrivacy => "leak_privacy",
            Self::Shirk => "shirk",
        }
    }

    /// The act of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.name() == name)
    }

    /// Whether the act is wrong conduct (CONDUCT §4): at least a serious deduction.
    #[must_use]
    pub const fn is_wrong(self) -> bool {
        matches!(
            self,
            Self::Threaten
                | Self::Insult
                | Self::NegotiateUnlawfully
                | Self::AbuseForce
                | Self::DenyRights
                | Self::LeakPrivacy
                | Self::Shirk
        )
    }

    /// Position in [`Act::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_content_files_and_unique() {
        for (position, act) in Act::ALL.into_iter().enumerate() {
            assert_eq!(act.index(), position);
            assert_eq!(Act::from_name(act.name()), Some(act));
            assert_eq!(
                serde_json::to_string(&act).unwrap(),
                format!("\"{}\"", act.name())
            );
        }
        assert_eq!(Act::ALL.iter().filter(|act| act.is_wrong()).count(), 7);
    }
}
