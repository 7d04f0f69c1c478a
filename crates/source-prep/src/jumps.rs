//! Jumps that leave several constructs at once.
//!
//! An engine that gives each `break`, `continue` and `return` a number for the jump table of
//! every `finally` around it, before the inner ones have handed theirs on, takes the wrong one
//! where two jumps leave two of them. And a labelled `break` out of a `for`-`of` forgets to
//! close the iterator (ECMAScript 14.7.5.7). Such a jump is made to leave one construct at a
//! time: it notes where it goes and ends the innermost, behind which it goes on.
//!
//! ```js
//! try { try { if (a) continue; return 1 } finally { f() } } finally { g() }
//! // The inner `try`, without the brackets that mark edits:
//! {let step=0,value;leave: try { if (a) {step=1;break leave} {value=(1);step=2;break leave} }
//!   finally { f() } if(step===1)continue;if(step===2)return value;}
//! ```

use crate::edits::{Edits, JOINER, slice};
use crate::names;
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;
use std::fmt::Write;

/// What goes around a construct whose jumps go step by step.
#[derive(Debug, Clone)]
pub(crate) struct Wrap {
    /// Before it: the variables.
    pub(crate) variables: String,
    /// Right before it.
    pub(crate) label: String,
    /// Behind it: where its jumps go on.
    pub(crate) after: String,
}

/// Edits the jumps that need it. The blocks that dispose of what they declare, which become
/// `try` statements elsewhere, are wrapped there: `wrap_of` says how.
pub(crate) fn edit(program: &Program<'_>, source: &str, edits: &mut Edits) -> Wraps {
    let mut pass = Pass::default();
    pass.visit_program(program);
    pass.write(source, edits)
}

/// The wraps of blocks that dispose, by where the block begins.
#[derive(Debug, Default)]
pub(crate) struct Wraps(Vec<(u32, Wrap)>);

impl Wraps {
    /// What goes around the statements of the block that begins at `start`.
    pub(crate) fn of(&self, start: u32) -> Option<&Wrap> {
        let found = self.0.iter().find(|(at, _)| *at == start);
        found.map(|(_, wrap)| wrap)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A `try` with a `finally`, whose parts before that are being read.
    Try,
    /// Statements that dispose of what they declare at their end.
    Disposal,
    /// A `for`-`of`.
    ForOf,
    Loop,
    Switch,
    /// A labelled statement that is no loop.
    Plain,
}

impl Kind {
    fn has_finally(self) -> bool {
        matches!(self, Self::Try | Self::Disposal)
    }
}

#[derive(Debug, Clone)]
struct Region {
    kind: Kind,
    /// Of a loop with its labels.
    span: Span,
    labels: Vec<String>,
    /// How many jumps leave it.
    jumps: usize,
    /// Those that stop here, with how they go on.
    steps: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Break,
    Continue,
    Return,
}

#[derive(Debug)]
struct Jump {
    verb: Verb,
    label: Option<String>,
    span: Span,
    argument: Option<Span>,
    /// The regions that it leaves, innermost first.
    leaves: Vec<usize>,
}

#[derive(Default)]
struct Pass {
    regions: Vec<Region>,
    /// Those around what is being read, outermost first; of the running function alone.
    open: Vec<usize>,
    jumps: Vec<Jump>,
    /// Labels read whose statement comes next, and where they begin.
    labels: Vec<String>,
    labelled_from: Option<u32>,
}

impl Pass {
    fn enter(&mut self, kind: Kind, span: Span, visit: impl FnOnce(&mut Self)) {
        let labels = std::mem::take(&mut self.labels);
        let start = self.labelled_from.take().unwrap_or(span.start);
        self.regions.push(Region {
            kind,
            span: Span::new(start, span.end),
            labels,
            jumps: 0,
            steps: Vec::new(),
        });
        self.open.push(self.regions.len() - 1);
        visit(self);
        self.open.pop();
    }

    fn function(&mut self, visit: impl FnOnce(&mut Self)) {
        let open = std::mem::take(&mut self.open);
        let labels = std::mem::take(&mut self.labels);
        visit(self);
        self.open = open;
        self.labels = labels;
    }

    /// Labels belong to a loop, or are a region of their own.
    fn forget_labels(&mut self) {
        self.labels.clear();
        self.labelled_from = None;
    }

    fn jump(&mut self, verb: Verb, label: Option<&str>, span: Span, argument: Option<Span>) {
        let mut leaves = Vec::new();
        for &index in self.open.iter().rev() {
            if verb != Verb::Return && is_target(&self.regions[index], verb, label) {
                break;
            }
            leaves.push(index);
        }
        for &index in &leaves {
            self.regions[index].jumps += 1;
        }
        self.jumps.push(Jump {
            verb,
            label: label.map(str::to_owned),
            span,
            argument,
            leaves,
        });
    }

    fn write(mut self, source: &str, edits: &mut Edits) -> Wraps {
        for jump in std::mem::take(&mut self.jumps) {
            let stops = self.stops(&jump);
            if !stops.is_empty() {
                self.step(&jump, &stops, source, edits);
            }
        }
        let mut wraps = Wraps::default();
        for (number, region) in self.regions.iter().enumerate() {
            if region.steps.is_empty() {
                continue;
            }
            let wrap = wrap(number, region);
            if region.kind == Kind::Disposal {
                wraps.0.push((region.span.start, wrap));
            } else {
                let span = region.span;
                let before = wrap.variables + &wrap.label;
                edits.before(span.start, span.end, before);
                edits.after(span.start, span.end, wrap.after);
            }
        }
        wraps
    }

    /// Where `jump` must stop on its way, innermost first.
    fn stops(&self, jump: &Jump) -> Vec<usize> {
        let leaves = |index: &&usize| self.regions[**index].kind.has_finally();
        let outermost = jump
            .leaves
            .iter()
            .rev()
            .find(|index| leaves(index) && self.regions[**index].jumps > 1);
        let mut is_within = outermost.is_some();
        let mut stops = Vec::new();
        for index in &jump.leaves {
            let kind = self.regions[*index].kind;
            is_within &= Some(index) != outermost;
            let forgets_to_close = kind == Kind::ForOf && jump.verb == Verb::Break;
            if forgets_to_close || (is_within && kind.has_finally()) {
                stops.push(*index);
            }
        }
        stops
    }

    fn step(&mut self, jump: &Jump, stops: &[usize], source: &str, edits: &mut Edits) {
        let [first, further @ ..] = stops else { return };
        let mut from = *first;
        let begin = self.next_step(from);
        for &stop in further {
            let step = self.next_step(stop);
            let take = match jump.verb {
                Verb::Return => format!("{}={};", value(stop), value(from)),
                _ => String::new(),
            };
            self.regions[from].steps.push(format!("{{{take}{step}}}"));
            from = stop;
        }
        let label = jump.label.as_deref().map(names::label).unwrap_or_default();
        let last = match jump.verb {
            Verb::Return => format!("return {};", value(from)),
            Verb::Break => format!("break {label};"),
            Verb::Continue => format!("continue {label};"),
        };
        self.regions[from].steps.push(last);
        write_jump(jump, *first, &begin, source, edits);
    }

    /// What makes a jump stop at the end of `region`.
    fn next_step(&self, region: usize) -> String {
        let number = self.regions[region].steps.len() + 1;
        format!("{}={number};break {};", step(region), leave(region))
    }
}

fn write_jump(jump: &Jump, region: usize, begin: &str, source: &str, edits: &mut Edits) {
    let span = jump.span;
    let Some(argument) = jump.argument else {
        if !slice(source, span.start, span.end).contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
            edits.replace(span.start, span.end, format!("{{{begin}}}"));
        }
        return;
    };
    let keyword = span.start + "return".len() as u32;
    edits.replace(span.start, keyword, format!("{{{}=(", value(region)));
    edits.after(argument.start, argument.end, ")");
    edits.after(span.start, span.end, format!(";{begin}}}"));
}

fn is_target(region: &Region, verb: Verb, label: Option<&str>) -> bool {
    if let Some(label) = label {
        return region.labels.iter().any(|own| own == label);
    }
    match region.kind {
        Kind::Loop | Kind::ForOf => true,
        Kind::Switch => verb == Verb::Break,
        Kind::Try | Kind::Disposal | Kind::Plain => false,
    }
}

fn step(region: usize) -> String {
    format!("step{region}{JOINER}")
}

fn value(region: usize) -> String {
    format!("value{region}{JOINER}")
}

fn leave(region: usize) -> String {
    format!("leave{region}{JOINER}")
}

fn wrap(number: usize, region: &Region) -> Wrap {
    let step = step(number);
    let variables = format!("{{let {step}=0,{};", value(number));
    let mut after = String::new();
    for (at, go_on) in (1..).zip(&region.steps) {
        // Writing to a string does not fail.
        let _ = write!(after, " if({step}==={at}){go_on}");
    }
    after.push('}');
    Wrap {
        variables,
        label: format!("{}:", leave(number)),
        after,
    }
}

impl<'a> Visit<'a> for Pass {
    fn visit_labeled_statement(&mut self, labelled: &LabeledStatement<'a>) {
        let name = labelled.label.name.to_string();
        let is_loop = is_loop_behind_labels(&labelled.body);
        self.labelled_from.get_or_insert(labelled.span.start);
        if is_loop {
            self.labels.push(name);
            self.visit_statement(&labelled.body);
            return;
        }
        self.forget_labels();
        self.labels.push(name);
        self.enter(Kind::Plain, labelled.span, |pass| {
            pass.visit_statement(&labelled.body);
        });
    }

    fn visit_try_statement(&mut self, statement: &TryStatement<'a>) {
        self.forget_labels();
        let Some(finalizer) = &statement.finalizer else {
            walk::walk_try_statement(self, statement);
            return;
        };
        self.enter(Kind::Try, statement.span, |pass| {
            pass.visit_block_statement(&statement.block);
            if let Some(handler) = &statement.handler {
                pass.visit_catch_clause(handler);
            }
        });
        self.visit_block_statement(finalizer);
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        self.enter(Kind::ForOf, statement.span, |pass| {
            let ForStatementLeft::VariableDeclaration(left) = &statement.left else {
                walk::walk_for_of_statement(pass, statement);
                return;
            };
            pass.visit_variable_declaration(left);
            pass.visit_expression(&statement.right);
            if left.kind.is_using() {
                let region = Span::new(left.span.start, statement.span.end);
                pass.enter(Kind::Disposal, region, |pass| {
                    pass.visit_statement(&statement.body);
                });
            } else {
                pass.visit_statement(&statement.body);
            }
        });
    }

    fn visit_for_in_statement(&mut self, statement: &ForInStatement<'a>) {
        self.enter(Kind::Loop, statement.span, |pass| {
            walk::walk_for_in_statement(pass, statement);
        });
    }

    fn visit_for_statement(&mut self, statement: &ForStatement<'a>) {
        self.enter(Kind::Loop, statement.span, |pass| {
            walk::walk_for_statement(pass, statement);
        });
    }

    fn visit_while_statement(&mut self, statement: &WhileStatement<'a>) {
        self.enter(Kind::Loop, statement.span, |pass| {
            walk::walk_while_statement(pass, statement);
        });
    }

    fn visit_do_while_statement(&mut self, statement: &DoWhileStatement<'a>) {
        self.enter(Kind::Loop, statement.span, |pass| {
            walk::walk_do_while_statement(pass, statement);
        });
    }

    fn visit_switch_statement(&mut self, statement: &SwitchStatement<'a>) {
        self.forget_labels();
        self.enter(Kind::Switch, statement.span, |pass| {
            walk::walk_switch_statement(pass, statement);
        });
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        self.forget_labels();
        if declares_using(&block.body) {
            self.enter(Kind::Disposal, block.span, |pass| {
                walk::walk_block_statement(pass, block);
            });
            return;
        }
        walk::walk_block_statement(self, block);
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        if declares_using(&body.statements) {
            self.enter(Kind::Disposal, body.span, |pass| {
                walk::walk_function_body(pass, body);
            });
            return;
        }
        walk::walk_function_body(self, body);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.function(|pass| walk::walk_function(pass, function, flags));
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.function(|pass| walk::walk_arrow_function_expression(pass, arrow));
    }

    fn visit_class_body(&mut self, body: &ClassBody<'a>) {
        self.function(|pass| walk::walk_class_body(pass, body));
    }

    fn visit_break_statement(&mut self, statement: &BreakStatement<'a>) {
        let label = statement.label.as_ref().map(|label| label.name.as_str());
        self.jump(Verb::Break, label, statement.span, None);
    }

    fn visit_continue_statement(&mut self, statement: &ContinueStatement<'a>) {
        let label = statement.label.as_ref().map(|label| label.name.as_str());
        self.jump(Verb::Continue, label, statement.span, None);
    }

    fn visit_return_statement(&mut self, statement: &ReturnStatement<'a>) {
        walk::walk_return_statement(self, statement);
        let argument = statement.argument.as_ref().map(GetSpan::span);
        self.jump(Verb::Return, None, statement.span, argument);
    }
}

fn is_loop_behind_labels(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::LabeledStatement(labelled) => is_loop_behind_labels(&labelled.body),
        Statement::ForStatement(_)
        | Statement::ForInStatement(_)
        | Statement::ForOfStatement(_)
        | Statement::WhileStatement(_)
        | Statement::DoWhileStatement(_) => true,
        _ => false,
    }
}

/// Whether one of `statements` is a `using` declaration.
pub(crate) fn declares_using(statements: &[Statement<'_>]) -> bool {
    statements.iter().any(|statement| match statement {
        Statement::VariableDeclaration(declaration) => declaration.kind.is_using(),
        _ => false,
    })
}
