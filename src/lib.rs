//! `pressmark` reads a folder of news articles and says, per company, how much was published and in what tone,
//! counting each story once however often it was copied.
//!
//! Data flows one way, in this order; a module imports the records and what stands before it, never what comes after:
//!
//! 0. [`article`], [`found`], [`part`], [`settings`]: the records all stages share
//! 1. [`read`]: bytes to articles and problems
//! 2. [`clean`]: the blocks of an article, each with the rule that named it
//! 3. [`annotate`]: language, sentences, tokens; then [`company`] mentions, [`stance`] claims, [`tone`] of each mention
//! 4. [`repost`]: fingerprints, templates, stories
//! 5. [`summary`]: company by period
//! 6. [`output`]: rows to files, the only folder that writes results
//!
//! Between them stand [`store`] and [`pack`], which keep what does not fit in memory, [`evidence`], the sentences kept behind the numbers, [`map`], one article through stages 2 to 4, and [`naming`], the ids of articles.
//!
//! [`check`] says what a corpus holds without a run, [`lines`] give its articles as they were read and kept. [`diff`] lays two articles side by side, [`concordance`] shows mentions in their lines, [`survey`] what a corpus names,
//! [`verify`] whether files are as a run left them, [`compare`] what moved between two outputs, [`robustness`] what another way to count would change; [`results`] are its tables read back, of which [`explain`] makes a cell anew.
//! [`coding`] draws a blind sample of results for people to code, and [`validation`] holds the results against it by the figures of [`agreement`]. [`pipeline`] shows the whole on one screen; [`cli`] holds one file a command.

// Only the command line prints.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod article;
pub mod evidence;
pub mod found;
pub mod pack;
pub mod part;
pub mod settings;
pub mod store;

pub mod read;

pub mod clean;

pub mod annotate;
pub mod company;
pub mod stance;
pub mod tone;

pub mod repost;

pub mod kept;
pub mod map;
pub mod naming;

pub mod summary;

pub mod output;

pub mod agreement;
pub mod check;
pub mod coding;
pub mod compare;
pub mod concordance;
pub mod diff;
pub mod explain;
pub mod grid;
pub mod lines;
pub mod pipeline;
pub mod results;
pub mod robustness;
pub mod score;
pub mod survey;
pub mod validation;
pub mod verify;

pub mod cli;
