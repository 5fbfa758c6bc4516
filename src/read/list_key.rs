//! The keys by which a row of a list and an article are known to be the same: address, id, and file.

use super::format;

/// The hash of a key: version 3 of rapidhash with its default seed, as that of words.
fn key(text: &str) -> u64 {
    rapidhash::v3::rapidhash_v3(text.as_bytes())
}

pub(super) fn key_of_url(url: &str) -> u64 {
    key(&format!("u {}", same_url(url)))
}

pub(super) fn key_of_id(id: &str) -> u64 {
    key(&format!("i {id}"))
}

pub(super) fn key_of_path(path: &str) -> u64 {
    key(&format!("p {}", path.trim_start_matches("./")))
}

pub(super) fn joined(folder: &str, name: &str) -> String {
    let name = name.trim_start_matches("./");
    if folder.is_empty() { name.to_string() } else { format!("{folder}/{name}") }
}

/// A path without the ending of its file.
pub(super) fn stem(path: &str) -> &str {
    let path = format::unpacked(path);
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') && ending.len() <= 8 && !stem.is_empty() => stem,
        _ => path,
    }
}

/// An address without what differs between two that are the same: scheme, `www.`, case of the host, a slash at the end,
/// the fragment, and parameters that only count visits.
fn same_url(url: &str) -> String {
    const COUNTING: [&str; 8] = ["fbclid", "gclid", "ocid", "cmpid", "mc_cid", "mc_eid", "igshid", "ref_src"];
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut out = format!("{host}/{path}");
    out.truncate(out.trim_end_matches('/').len());
    let kept = query.split('&').filter(|part| {
        let name = part.split('=').next().unwrap_or_default();
        !part.is_empty() && !name.starts_with("utm_") && !COUNTING.contains(&name)
    });
    for (at, part) in kept.enumerate() {
        out.push(if at == 0 { '?' } else { '&' });
        out.push_str(part);
    }
    out
}

/// A path without the archives in it, where it leads through any: a list beside an archive, or inside another, speaks of
/// the texts in it by their own places.
pub(super) fn outside(path: &str) -> Option<String> {
    let is_archive = |part: &&str| format::is_archive(part);
    let led = path.split('/').any(|part| is_archive(&part));
    led.then(|| path.split('/').filter(|part| !is_archive(part)).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_the_same() {
        let one = same_url("https://www.Herald.example/2024/harbour/?utm_source=x&id=7#top");
        assert_eq!(one, "herald.example/2024/harbour?id=7");
        assert_eq!(same_url("http://herald.example/2024/harbour?id=7&utm_medium=y"), one);
        assert_ne!(same_url("http://herald.example/2024/harbour?id=8"), one);
        assert_ne!(same_url("http://herald.example/2024/Harbour?id=7"), one);
    }

    #[test]
    fn a_file_is_known_by_its_name_without_ending() {
        assert_eq!(
            (stem("a/b.2024.txt"), stem("a.b/c"), stem("a/7.txt.gz"), stem(".x")),
            ("a/b.2024", "a.b/c", "a/7", ".x")
        );
        assert_eq!(outside("x/texts.zip/a/7"), Some("x/a/7".to_string()));
        assert_eq!(outside("x/7"), None);
    }
}
