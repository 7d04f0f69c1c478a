//! Results of tests, as Rust values.

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

/// Where a test was declared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Location {
    /// Path of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

impl Location {
    /// A place in `file`; lines and columns count from 1.
    pub fn new(file: impl Into<String>, line: u32, column: u32) -> Self {
        Self {
            file: file.into(),
            line,
            column,
        }
    }
}

/// Why a test failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// Its body threw.
    Code,
    /// A hook threw.
    Hook,
    /// Tests below it failed.
    Subtests,
    /// It ran out of time, or its parent or the program ended before it.
    Cancelled,
}

impl FailureKind {
    fn of(type_name: &str, is_cancelled: bool) -> Self {
        match type_name {
            _ if is_cancelled => Self::Cancelled,
            "hookFailed" => Self::Hook,
            "subtestsFailed" => Self::Subtests,
            _ => Self::Code,
        }
    }
}

/// A failure, as the reports show it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// Why.
    pub kind: FailureKind,
    /// What Node calls that: `testCodeFailure`, ...
    pub type_name: String,
    /// The error's message.
    pub message: String,
    /// The error, as `util.inspect` prints it.
    pub error: String,
    /// What TAP says of the error, in YAML: whole lines.
    pub yaml: String,
    /// The error inside the one that the runner makes of it, printed.
    pub wrapped: String,
}

impl Failure {
    /// That of a file as a whole, which ended with `exit_code`; what went wrong is told before.
    #[must_use]
    pub fn of_file(exit_code: i32) -> Self {
        const MESSAGE: &str = "test failed";
        const TYPE: &str = "testCodeFailure";
        let fields = format!(
            "code: 'ERR_TEST_FAILURE', failureType: '{TYPE}', cause: '{MESSAGE}', exitCode: {exit_code}, \
             signal: null"
        );
        Self {
            kind: FailureKind::Code,
            type_name: TYPE.to_owned(),
            message: MESSAGE.to_owned(),
            error: format!("'{MESSAGE}'"),
            yaml: format!(
                "exitCode: {exit_code}\nsignal: ~\nerror: '{MESSAGE}'\ncode: 'ERR_TEST_FAILURE'\n"
            ),
            wrapped: format!("[Error: {MESSAGE}] {{ {fields} }}"),
        }
    }
}

/// The result of one test or suite, with those below it in the order of their declaration.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct TestRecord {
    /// Its name.
    pub name: String,
    /// Whether it is a suite.
    pub is_suite: bool,
    /// Milliseconds it ran; `None` when it never began.
    pub duration: Option<f64>,
    /// Where it was declared.
    pub location: Option<Location>,
    /// Whether it was skipped, and why.
    pub skip: Option<Option<String>>,
    /// Whether it is still to be done, and why.
    pub todo: Option<Option<String>>,
    /// Whether it was expected to fail.
    pub expects_failure: bool,
    /// What it said of the failure that it expects.
    pub expectation_label: Option<String>,
    /// Why it failed; `None` when it did not.
    pub failure: Option<Failure>,
    /// What it said with `t.diagnostic`.
    pub diagnostics: Vec<String>,
    /// What it said with `t.log`.
    pub logs: Vec<String>,
    /// Whether it stands for its file as a whole: a hook that failed after all tests.
    pub is_of_file: bool,
    /// Tests and suites below it.
    pub children: Vec<TestRecord>,
}

impl TestRecord {
    /// Reads the object that the JavaScript side makes.
    pub(super) fn from_js(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        let object = value.to_object(context)?;
        let flag = |key: &str, context: &mut Context| -> JsResult<bool> {
            Ok(object.get(js_string!(key), context)?.to_boolean())
        };
        let is_skipped = flag("isSkipped", context)?;
        let is_todo = flag("isTodo", context)?;
        let skip_reason = text(&object, "skipReason", context)?;
        let todo_reason = text(&object, "todoReason", context)?;
        let children = object.get(js_string!("children"), context)?;
        let diagnostics = object.get(js_string!("diagnostics"), context)?;
        let logs = object.get(js_string!("logs"), context)?;
        Ok(Self {
            name: text(&object, "name", context)?.unwrap_or_default(),
            is_suite: flag("isSuite", context)?,
            duration: object.get(js_string!("duration"), context)?.as_number(),
            location: location(&object, context)?,
            skip: is_skipped.then_some(skip_reason),
            todo: is_todo.then_some(todo_reason),
            expects_failure: flag("expectsFailure", context)?,
            expectation_label: text(&object, "expectationLabel", context)?,
            is_of_file: flag("isOfFile", context)?,
            failure: failure(&object, context)?,
            diagnostics: strings(&diagnostics, context)?,
            logs: strings(&logs, context)?,
            children: items(&children, context)?
                .iter()
                .map(|child| Self::from_js(child, context))
                .collect::<JsResult<_>>()?,
        })
    }

    /// Whether it counts as failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failure.is_some() && self.todo.is_none() && (self.skip.is_none() || self.is_suite)
    }
}

fn text(object: &JsObject, key: &str, context: &mut Context) -> JsResult<Option<String>> {
    let value = object.get(js_string!(key), context)?;
    Ok(value.as_string().map(|text| text.to_std_string_lossy()))
}

fn location(object: &JsObject, context: &mut Context) -> JsResult<Option<Location>> {
    let Some(place) = object.get(js_string!("location"), context)?.as_object() else {
        return Ok(None);
    };
    Ok(Some(Location {
        file: text(&place, "file", context)?.unwrap_or_default(),
        line: place.get(js_string!("line"), context)?.to_u32(context)?,
        column: place.get(js_string!("column"), context)?.to_u32(context)?,
    }))
}

fn failure(object: &JsObject, context: &mut Context) -> JsResult<Option<Failure>> {
    let Some(failure) = object.get(js_string!("failure"), context)?.as_object() else {
        return Ok(None);
    };
    let is_cancelled = object.get(js_string!("isCancelled"), context)?.to_boolean();
    let mut part = |key: &str| text(&failure, key, context).map(Option::unwrap_or_default);
    let type_name = part("kind")?;
    Ok(Some(Failure {
        kind: FailureKind::of(&type_name, is_cancelled),
        type_name,
        message: part("message")?,
        error: part("error")?,
        yaml: part("yaml")?,
        wrapped: part("wrapped")?,
    }))
}

fn items(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let Some(array) = value.as_object().filter(JsObject::is_array) else {
        return Ok(Vec::new());
    };
    let array = JsArray::from_object(array)?;
    (0..array.length(context)?)
        .map(|index| array.get(index, context))
        .collect()
}

/// The strings of an array.
pub(super) fn strings(value: &JsValue, context: &mut Context) -> JsResult<Vec<String>> {
    items(value, context)?
        .iter()
        .map(|item| Ok(item.to_string(context)?.to_std_string_lossy()))
        .collect()
}

/// All results of one file.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Summary {
    /// Top-level tests and suites.
    pub tests: Vec<TestRecord>,
    /// Milliseconds from the first declaration to the end.
    pub duration: f64,
    /// What was said outside every test.
    pub diagnostics: Vec<String>,
    /// An error outside every test, printed.
    pub error: Option<String>,
}

/// How many tests came to what. Suites count for themselves only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Counts {
    /// Tests, suites not counted.
    pub tests: usize,
    /// Suites.
    pub suites: usize,
    /// Tests that passed.
    pub pass: usize,
    /// Tests that failed.
    pub fail: usize,
    /// Tests that were cancelled.
    pub cancelled: usize,
    /// Tests that were skipped.
    pub skipped: usize,
    /// Tests still to be done.
    pub todo: usize,
}

impl Counts {
    fn add(&mut self, test: &TestRecord) {
        test.children.iter().for_each(|child| self.add(child));
        if test.is_suite {
            self.suites += 1;
            return;
        }

        self.tests += 1;
        let kind = test.failure.as_ref().map(|failure| failure.kind);
        match (&test.skip, &test.todo, kind) {
            (Some(_), _, _) => self.skipped += 1,
            (_, Some(_), _) => self.todo += 1,
            (_, _, Some(FailureKind::Cancelled)) => self.cancelled += 1,
            (_, _, Some(_)) => self.fail += 1,
            (_, _, None) => self.pass += 1,
        }
    }
}

impl Summary {
    /// How many tests came to what.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.tests.iter().for_each(|test| counts.add(test));
        counts
    }

    /// Whether a test, a suite or the file itself failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.error.is_some() || self.tests.iter().any(TestRecord::has_failed)
    }
}
