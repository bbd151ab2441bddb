//! Places numbered dots side by side without overlap, each as near as can be to the moment it belongs to. Whole numbers
//! only, so that the same record gives the same picture everywhere.

/// Where a dot lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Centre from the left.
    pub(super) x: i64,
    /// Row from the top.
    pub(super) row: usize,
}

/// Room for dots.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Leftmost centre.
    pub(super) left: i64,
    /// Rightmost centre.
    pub(super) right: i64,
    /// Least distance of two centres in a row.
    pub(super) pitch: i64,
    /// Most rows.
    pub(super) rows_max: usize,
}

/// Places dots wanted at `wanted`, which must rise, in as few rows as keep every dot near its moment.
pub(super) fn place(wanted: &[i64], room: Room) -> Vec<Spot> {
    let near = room.pitch * 2;
    let mut spots = Vec::new();
    for rows in 1..=room.rows_max.max(1) {
        spots = in_rows(wanted, room, rows);
        let farthest = spots
            .iter()
            .zip(wanted)
            .map(|(spot, x)| (spot.x - x).abs())
            .max();
        if farthest.is_none_or(|distance| distance <= near) {
            break;
        }
    }
    spots
}

/// Deals the dots over the rows in turn, so that neighbours in time stand in different rows.
fn in_rows(wanted: &[i64], room: Room, rows: usize) -> Vec<Spot> {
    let mut spots = vec![Spot { x: 0, row: 0 }; wanted.len()];
    for row in 0..rows {
        let members: Vec<usize> = (row..wanted.len()).step_by(rows).collect();
        let xs: Vec<i64> = members.iter().map(|index| wanted[*index]).collect();
        for (index, x) in members.into_iter().zip(spread(&xs, room)) {
            spots[index] = Spot { x, row };
        }
    }
    spots
}

/// Moves positions apart to at least the pitch with the least squared movement: pools of neighbours that would overlap
/// share their mean.
fn spread(wanted: &[i64], room: Room) -> Vec<i64> {
    let mut pools: Vec<(i64, i64)> = Vec::new();
    for (step, x) in (0_i64..).zip(wanted) {
        let mut sum = x - step * room.pitch;
        let mut count = 1;
        while let Some((earlier, of)) = pools.last().copied() {
            if earlier * count < sum * of {
                break;
            }
            pools.pop();
            sum += earlier;
            count += of;
        }
        pools.push((sum, count));
    }
    let count = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let highest = (room.right - (count - 1) * room.pitch).max(room.left);
    let means = pools
        .into_iter()
        .flat_map(|(sum, count)| (0..count).map(move |_| sum.div_euclid(count)));
    (0_i64..)
        .zip(means)
        .map(|(step, mean)| mean.clamp(room.left, highest) + step * room.pitch)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        left: 100,
        right: 1600,
        pitch: 48,
        rows_max: 4,
    };

    #[test]
    fn far_moments_keep_their_place_in_one_row() {
        let wanted = [200, 400, 900];
        let spots = place(&wanted, ROOM);
        assert_eq!(spots.iter().map(|spot| spot.x).collect::<Vec<_>>(), wanted);
        assert!(spots.iter().all(|spot| spot.row == 0));
    }

    #[test]
    fn forty_words_in_one_minute_do_not_overlap_and_stay_inside() {
        let wanted: Vec<i64> = (0..40).map(|at| 700 + at * 3).collect();
        let spots = place(&wanted, ROOM);
        for (index, one) in spots.iter().enumerate() {
            assert!((ROOM.left..=ROOM.right).contains(&one.x));
            for other in &spots[index + 1..] {
                assert!(one.row != other.row || (one.x - other.x).abs() >= ROOM.pitch);
            }
        }
        assert_eq!(spots.iter().map(|spot| spot.row).max(), Some(3));
    }

    #[test]
    fn a_crowd_at_either_edge_is_pushed_back_inside() {
        for edge in [ROOM.left - 20, ROOM.right + 20] {
            let spots = place(&[edge; 12], ROOM);
            assert!(
                spots
                    .iter()
                    .all(|spot| (ROOM.left..=ROOM.right).contains(&spot.x))
            );
        }
    }

    #[test]
    fn nothing_to_place_is_no_trouble() {
        assert!(place(&[], ROOM).is_empty());
    }
}
