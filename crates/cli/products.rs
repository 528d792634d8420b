//! What is made of a plan beside the text: the page, workbooks, letters, and the key to the pseudonyms.

use crate::activity::{Activity, Doing};
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::bail;
use clap::{Args, ValueEnum};
use fordel_model::{Plan, Programme};
use fordel_report::{
    PageOptions, Recipient, SplitBy, WorkbookOptions, mail_merge, names_key, plan_page, plan_workbook,
    recipient_workbooks,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The workbooks and what is left out of them.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Pages and workbooks")]
pub(crate) struct ProductArgs {
    /// Write the plan as an Excel workbook to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) xlsx: Option<PathBuf>,
    /// Beside it one workbook a recipient, without other people's rows: `plan-Fyn.xlsx`, ...
    #[arg(long, value_enum, value_name = "RECIPIENT", requires = "xlsx")]
    pub(crate) split_by: Option<Recipients>,
    /// Write the rows of a mail merge to this workbook: reminder, selected, reserve, not selected.
    #[arg(long, value_name = "FILE", conflicts_with = "no_names")]
    pub(crate) mailmerge: Option<PathBuf>,
    /// Leave out of the page and the workbooks who is not selected, and the waiting lists.
    #[arg(long)]
    pub(crate) no_not_selected: bool,
    /// With --no-names: write which id is whose to this CSV file. Keep it apart from what you hand out.
    #[arg(long, value_name = "FILE", requires = "no_names")]
    pub(crate) names_key: Option<PathBuf>,
}

/// Who receives a workbook of their own.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Recipients {
    /// Each cluster.
    Cluster,
    /// Each region.
    Region,
    /// Each nominating organisation.
    Organisation,
}

impl ProductArgs {
    /// Refuses to write over what is read (`inputs`), or two results to one file (`files` are written too).
    pub(crate) fn protect(&self, files: &[&PathBuf], inputs: &[&Path]) -> anyhow::Result<()> {
        let own = self.xlsx.iter().chain(&self.mailmerge).chain(&self.names_key);
        let mut seen = BTreeSet::new();
        for path in files.iter().copied().chain(own) {
            for input in inputs {
                output::protect(path, input)?;
            }
            if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                bail!(Trouble::TwoResults(path.clone()));
            }
        }
        Ok(())
    }

    /// Whether anything is to be written.
    pub(crate) fn is_any(&self) -> bool {
        self.xlsx.is_some() || self.mailmerge.is_some() || self.names_key.is_some()
    }
}

/// A plan to make something of.
pub(crate) struct Product<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) plan: &'a Plan,
    /// An earlier plan to compare with.
    pub(crate) announced: Option<&'a Plan>,
    /// Whether the plan has passed the independent check.
    pub(crate) checked: bool,
}

impl Product<'_> {
    /// The page.
    pub(crate) fn page(&self, arguments: &ProductArgs, request: &Request) -> String {
        let options = PageOptions {
            names: request.names,
            not_selected: !arguments.no_not_selected,
            checked: self.checked,
            announced: self.announced,
        };
        plan_page(self.programme, self.plan, request.language, &options)
    }

    /// Writes everything that was asked for.
    pub(crate) fn write(
        &self,
        page: Option<&Path>,
        arguments: &ProductArgs,
        request: &Request,
    ) -> anyhow::Result<()> {
        let (programme, plan, language) = (self.programme, self.plan, request.language);
        let writing = Activity::begin(Doing::Writing, request);
        if let Some(path) = page {
            request.write(path, self.page(arguments, request))?;
        }
        let options = WorkbookOptions {
            names: request.names,
            not_selected: !arguments.no_not_selected,
            announced: self.announced,
        };
        if let Some(path) = &arguments.xlsx {
            request.write(path, plan_workbook(programme, plan, language, &options)?)?;
            let split_by = match arguments.split_by {
                None => return self.write_letters(arguments, request),
                Some(Recipients::Cluster) => SplitBy::Cluster,
                Some(Recipients::Region) => SplitBy::Region,
                Some(Recipients::Organisation) => SplitBy::Organisation,
            };
            let mut each = |recipient: Recipient, total| {
                writing.step(total);
                request.write(&beside(path, &recipient.file_name), &recipient.bytes)
            };
            recipient_workbooks(programme, plan, language, &options, split_by, &mut each)?;
        }
        self.write_letters(arguments, request)
    }

    fn write_letters(&self, arguments: &ProductArgs, request: &Request) -> anyhow::Result<()> {
        if let Some(path) = &arguments.mailmerge {
            request.write(path, mail_merge(self.programme, self.plan, request.language)?)?;
        }
        if let Some(path) = &arguments.names_key {
            request.write(path, names_key(self.programme, request.language))?;
        }
        Ok(())
    }
}

/// `plan.xlsx` and `Fyn` are `plan-Fyn.xlsx`, in the same folder.
fn beside(path: &Path, part: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{part}.xlsx"))
}
