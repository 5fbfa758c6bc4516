use super::*;
use crate::article::{Article, Span};
use crate::found::{Block, BlockKind, Cleaned};

#[test]
fn compiles() {
    let article = Article { body: "One two".into(), ..Article::default() };
    let block = Block { span: Span::new(0, 7), kind: BlockKind::Body, rule: "text" };
    let cleaned = Cleaned { blocks: vec![block], ..Cleaned::default() };
    assert_eq!(prints(&article, &cleaned).words.len(), 2);
}
