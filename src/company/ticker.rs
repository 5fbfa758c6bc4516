//! Tickers: "(NYSE: X)", "(AAPL.O)", "$AAPL".

use crate::found::{Shape, Token};

/// Exchanges as news prints them before a ticker.
const EXCHANGES: [&str; 34] = [
    "NYSE",
    "NASDAQ",
    "NASDAQGS",
    "NASDAQGM",
    "NASDAQCM",
    "NYSEARCA",
    "NYSEAMERICAN",
    "AMEX",
    "LSE",
    "LON",
    "TSX",
    "TSXV",
    "CSE",
    "CVE",
    "ASX",
    "NSE",
    "BSE",
    "HKEX",
    "HKG",
    "SEHK",
    "SSE",
    "SZSE",
    "TYO",
    "TSE",
    "FRA",
    "ETR",
    "XETRA",
    "EPA",
    "SGX",
    "OTC",
    "OTCQB",
    "OTCQX",
    "OTCMKTS",
    "OTCBB",
];

/// The ticker in the brackets that open at token `at`, and the token behind them.
pub fn behind<'a>(text: &'a str, tokens: &[Token], at: usize) -> Option<(&'a str, usize)> {
    let shown = |n: usize| tokens.get(n).map_or("", |t| t.span.of(text));
    if shown(at) != "(" {
        return None;
    }
    let exchange = shown(at + 1).to_ascii_uppercase();
    let mut colon = at + 2;
    if EXCHANGES.contains(&exchange.as_str()) {
        // "(NASDAQ GS: X)", "(NYSE American: X)"
        if shown(colon) != ":" {
            colon += 1;
        }
        if shown(colon) == ":" && is_ticker(shown(colon + 1)) {
            let end = (colon + 2..colon + 8).find(|&n| shown(n) == ")" || shown(n) == ";" || shown(n) == ",")?;
            return Some((shown(colon + 1), end + 1));
        }
    }
    // "(AAPL.O)"
    let code = shown(at + 1);
    if is_ticker(code)
        && shown(at + 2) == "."
        && matches!(
            shown(at + 3),
            "N" | "O" | "OQ" | "L" | "PA" | "DE" | "T" | "HK" | "SS" | "SZ" | "AX" | "TO" | "NS" | "BO" | "KS"
        )
        && shown(at + 4) == ")"
    {
        return Some((code, at + 5));
    }
    None
}

/// What may be a ticker alone in the brackets that open at token `at`: "(AMZN)", "(GOOG, GOOGL)".
pub fn bare<'a>(text: &'a str, tokens: &[Token], at: usize) -> Option<&'a str> {
    let shown = |n: usize| tokens.get(n).map_or("", |t| t.span.of(text));
    let alone = shown(at) == "(" && matches!(shown(at + 2), ")" | ",");
    (alone && is_ticker(shown(at + 1))).then(|| shown(at + 1))
}

/// The cashtag that stands at token `at`.
pub fn cashtag<'a>(text: &'a str, tokens: &[Token], at: usize) -> Option<&'a str> {
    if tokens[at].shape != Shape::Mark || tokens[at].span.of(text) != "$" {
        return None;
    }
    let next = tokens.get(at + 1)?;
    let code = next.span.of(text);
    (next.span.start == tokens[at].span.end && next.shape == Shape::Upper && is_ticker(code)).then_some(code)
}

fn is_ticker(code: &str) -> bool {
    (1..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
