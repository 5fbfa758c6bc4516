//! Rank correlation: whether two lists of values put the same things in the same order.

use std::cmp::Ordering;

/// Kendall's tau-b, which allows for ties (Kendall 1945), −1 to 1; `None` where a list is shorter than two or all ties.
pub fn kendall(pairs: &[(f64, f64)]) -> Option<f64> {
    let (mut same, mut opposite, mut apart) = (0i64, 0i64, [0i64; 2]);
    for (at, one) in pairs.iter().enumerate() {
        for other in &pairs[at + 1..] {
            let orders = [one.0.total_cmp(&other.0), one.1.total_cmp(&other.1)];
            for (n, order) in apart.iter_mut().zip(orders) {
                *n += i64::from(order != Ordering::Equal);
            }
            match orders {
                [Ordering::Equal, _] | [_, Ordering::Equal] => {}
                [a, b] if a == b => same += 1,
                _ => opposite += 1,
            }
        }
    }
    let scale = (apart[0] as f64 * apart[1] as f64).sqrt();
    (scale > 0.0).then(|| (same - opposite) as f64 / scale)
}

/// Spearman's rho: the correlation of the ranks, ties at their middle, −1 to 1; `None` where a list is shorter than two or
/// all ties.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let ranks = [middle_ranks(pairs.iter().map(|p| p.0)), middle_ranks(pairs.iter().map(|p| p.1))];
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    let scale = (product(&ranks[0], &ranks[0]) * product(&ranks[1], &ranks[1])).sqrt();
    (scale > 0.0).then(|| product(&ranks[0], &ranks[1]) / scale)
}

/// The rank of each value from 1, equal values sharing the mean of their ranks.
fn middle_ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    for ties in order.chunk_by(|a, b| values[*a].total_cmp(&values[*b]) == Ordering::Equal) {
        let first = order.partition_point(|at| values[*at].total_cmp(&values[ties[0]]) == Ordering::Less);
        ties.iter().for_each(|at| ranks[*at] = first as f64 + (ties.len() as f64 + 1.0) / 2.0);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(a: [f64; 5], b: [f64; 5]) -> Vec<(f64, f64)> {
        a.into_iter().zip(b).collect()
    }

    #[test]
    fn orders_that_agree_and_that_do_not() {
        let up = [1.0, 2.0, 3.0, 4.0, 5.0];
        let down = [5.0, 4.0, 3.0, 2.0, 1.0];
        for (b, is) in [(up, 1.0), (down, -1.0)] {
            assert_eq!(kendall(&with(up, b)), Some(is));
            assert_eq!(spearman(&with(up, b)), Some(is));
        }
        // One neighbouring pair of ten is the other way round: (9 - 1) / 10; Spearman 1 - 6·2 / (5·24).
        let swapped = [2.0, 1.0, 3.0, 4.0, 5.0];
        assert_eq!(kendall(&with(up, swapped)), Some(0.8));
        assert!((spearman(&with(up, swapped)).unwrap() - 0.9).abs() < 1e-12);
    }

    #[test]
    fn ties_are_neither() {
        // Of the ten pairs nine are apart in the second list, all the same way: 9 / √(10·9).
        let tied = [1.0, 1.0, 3.0, 4.0, 5.0];
        let kendall_of = kendall(&with([1.0, 2.0, 3.0, 4.0, 5.0], tied)).unwrap();
        assert!((kendall_of - 9.0 / 90f64.sqrt()).abs() < 1e-12);
        assert_eq!(middle_ranks(tied.into_iter()), [1.5, 1.5, 3.0, 4.0, 5.0]);
        assert_eq!(kendall(&with([1.0; 5], tied)), None);
        assert_eq!(spearman(&[(1.0, 2.0)]), None);
    }
}
