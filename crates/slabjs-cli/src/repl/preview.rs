//! The value of what is being typed, shown before Enter, where evaluating it can have no
//! effect: decided by its syntax tree and by what the names in it hold at the moment.
//!
//! Nothing is called, no getter, no trap, no conversion of an object; what could grow large is
//! left alone. What is not understood has no preview.

use super::complete::{Names, data_property, prototype_of};
use boa_engine::ast::expression::access::{PropertyAccess, PropertyAccessField};
use boa_engine::ast::expression::literal::LiteralKind;
use boa_engine::ast::expression::operator::binary::{
    ArithmeticOp, BinaryOp, BitwiseOp, LogicalOp, RelationalOp,
};
use boa_engine::ast::expression::operator::unary::UnaryOp;
use boa_engine::ast::scope::Scope;
use boa_engine::ast::{Expression, Statement, StatementListItem};
use boa_engine::interner::{Interner, Sym};
use boa_engine::parser::Parser;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue, Source, js_string};

/// Longer texts have no preview.
const LONGEST_TEXT: usize = 200;

/// Longer strings are no part of a preview.
const LONGEST_STRING: usize = 1_000;

/// The value of `text`, if it is a single expression without effects whose value is a primitive.
pub fn value(text: &str, names: &Names<'_>, context: &mut Context) -> Option<JsValue> {
    if text.len() > LONGEST_TEXT || text.trim().is_empty() {
        return None;
    }
    let mut interner = Interner::default();
    let script = Parser::new(Source::from_bytes(text))
        .parse_script(&Scope::new_global(), &mut interner)
        .ok()?;
    let [StatementListItem::Statement(statement)] = script.statements().statements() else {
        return None;
    };
    let Statement::Expression(expression) = &**statement else {
        return None;
    };
    // What is there to see already is no news.
    if matches!(expression, Expression::Literal(_)) {
        return None;
    }
    let mut evaluation = Evaluation {
        interner: &interner,
        names,
        context,
    };
    let value = evaluation.of(expression)?;
    (!value.is_object()).then_some(value)
}

struct Evaluation<'a, 'b> {
    interner: &'a Interner,
    names: &'a Names<'b>,
    context: &'a mut Context,
}

impl Evaluation<'_, '_> {
    fn of(&mut self, expression: &Expression) -> Option<JsValue> {
        match expression {
            Expression::Literal(literal) => self.literal(literal.kind()),
            Expression::Identifier(name) => {
                let name = self.text(name.sym())?;
                small(self.names.value(&name, self.context)?)
            }
            Expression::Parenthesized(inner) => self.of(inner.expression()),
            Expression::PropertyAccess(PropertyAccess::Simple(access)) => {
                let target = self.of(access.target())?;
                let key = match access.field() {
                    PropertyAccessField::Const(name) => {
                        JsValue::from(JsString::from(self.text(name.sym())?))
                    }
                    PropertyAccessField::Expr(key) => self.of(key)?,
                };
                self.member(&target, &key)
            }
            Expression::Unary(unary) => {
                let (op, target) = (unary.op(), self.of(unary.target())?);
                self.unary(op, &target)
            }
            Expression::Binary(binary) => {
                let left = self.of(binary.lhs())?;
                if let BinaryOp::Logical(op) = binary.op() {
                    return match goes_on(op, &left) {
                        true => self.of(binary.rhs()),
                        false => Some(left),
                    };
                }
                let right = self.of(binary.rhs())?;
                self.binary(binary.op(), &left, &right)
            }
            Expression::Conditional(choice) => match self.of(choice.condition())?.to_boolean() {
                true => self.of(choice.if_true()),
                false => self.of(choice.if_false()),
            },
            _ => None,
        }
    }

    fn text(&self, name: Sym) -> Option<String> {
        self.interner.resolve(name).map(|name| name.to_string())
    }

    fn literal(&self, literal: &LiteralKind) -> Option<JsValue> {
        Some(match literal {
            LiteralKind::String(text) => JsString::from(self.text(*text)?).into(),
            LiteralKind::Num(number) => (*number).into(),
            LiteralKind::Int(number) => (*number).into(),
            LiteralKind::Bool(value) => (*value).into(),
            LiteralKind::Null => JsValue::null(),
            LiteralKind::Undefined => JsValue::undefined(),
            LiteralKind::BigInt(_) => return None,
        })
    }

    /// A property that holds a value; that of a proxy is none.
    fn member(&self, target: &JsValue, key: &JsValue) -> Option<JsValue> {
        if key.is_object() || key.is_symbol() {
            return None;
        }
        let key = key.as_string().or_else(|| {
            let index = key.as_number().filter(|number| number.fract() == 0.0)?;
            (0.0..1e9)
                .contains(&index)
                .then(|| js_string!(format!("{index}")))
        })?;
        if let Some(text) = target.as_string() {
            if key == js_string!("length") {
                return Some(JsValue::from(text.len()));
            }
            return None;
        }
        let object = match target.as_object() {
            Some(object) => object,
            None => prototype_of(target, self.context)?,
        };
        // Elements are no properties of the shape, and a typed array's are views of bytes.
        let index: Option<u32> = key.to_std_string().ok().and_then(|key| key.parse().ok());
        if let Some(index) = index {
            let property = object.borrow().properties().get(&PropertyKey::from(index));
            return small(property?.value()?.clone());
        }
        small(data_property(&object, &key.to_std_string().ok()?)?)
    }

    fn unary(&mut self, op: UnaryOp, target: &JsValue) -> Option<JsValue> {
        match op {
            UnaryOp::TypeOf => return Some(target.js_type_of().into()),
            UnaryOp::Not => return Some((!target.to_boolean()).into()),
            UnaryOp::Void => return Some(JsValue::undefined()),
            _ => {}
        }
        if !is_plain(target) {
            return None;
        }
        match op {
            UnaryOp::Minus => target.neg(self.context).ok(),
            UnaryOp::Plus => target.to_number(self.context).ok().map(JsValue::from),
            UnaryOp::Tilde => {
                let bits = target.to_i32(self.context).ok()?;
                Some((!bits).into())
            }
            _ => None,
        }
    }

    fn binary(&mut self, op: BinaryOp, left: &JsValue, right: &JsValue) -> Option<JsValue> {
        if matches!(op, BinaryOp::Relational(RelationalOp::StrictEqual)) {
            return Some(left.strict_equals(right).into());
        }
        if matches!(op, BinaryOp::Relational(RelationalOp::StrictNotEqual)) {
            return Some((!left.strict_equals(right)).into());
        }
        if !is_plain(left) || !is_plain(right) {
            return None;
        }
        let context = &mut *self.context;
        let value = match op {
            BinaryOp::Arithmetic(op) => arithmetic(op, left, right, context),
            BinaryOp::Bitwise(op) => bitwise(op, left, right, context),
            BinaryOp::Relational(op) => return relational(op, left, right, context),
            _ => return None,
        };
        small(value.ok()?)
    }
}

/// A value that is no long string.
fn small(value: JsValue) -> Option<JsValue> {
    let is_long = value
        .as_string()
        .is_some_and(|text| text.len() > LONGEST_STRING);
    (!is_long).then_some(value)
}

/// A primitive whose operators call nothing and stay small.
fn is_plain(value: &JsValue) -> bool {
    !value.is_object() && !value.is_symbol() && !value.is_bigint()
}

fn goes_on(op: LogicalOp, left: &JsValue) -> bool {
    match op {
        LogicalOp::And => left.to_boolean(),
        LogicalOp::Or => !left.to_boolean(),
        LogicalOp::Coalesce => left.is_null_or_undefined(),
    }
}

fn arithmetic(
    op: ArithmeticOp,
    left: &JsValue,
    right: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    match op {
        ArithmeticOp::Add => left.add(right, context),
        ArithmeticOp::Sub => left.sub(right, context),
        ArithmeticOp::Mul => left.mul(right, context),
        ArithmeticOp::Div => left.div(right, context),
        ArithmeticOp::Mod => left.rem(right, context),
        ArithmeticOp::Exp => left.pow(right, context),
    }
}

fn bitwise(
    op: BitwiseOp,
    left: &JsValue,
    right: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    match op {
        BitwiseOp::And => left.bitand(right, context),
        BitwiseOp::Or => left.bitor(right, context),
        BitwiseOp::Xor => left.bitxor(right, context),
        BitwiseOp::Shl => left.shl(right, context),
        BitwiseOp::Shr => left.shr(right, context),
        BitwiseOp::UShr => left.ushr(right, context),
    }
}

fn relational(
    op: RelationalOp,
    left: &JsValue,
    right: &JsValue,
    context: &mut Context,
) -> Option<JsValue> {
    let holds = match op {
        RelationalOp::Equal => left.equals(right, context),
        RelationalOp::NotEqual => left.equals(right, context).map(|equal| !equal),
        RelationalOp::GreaterThan => left.gt(right, context),
        RelationalOp::GreaterThanOrEqual => left.ge(right, context),
        RelationalOp::LessThan => left.lt(right, context),
        RelationalOp::LessThanOrEqual => left.le(right, context),
        _ => return None,
    };
    holds.ok().map(JsValue::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn preview(setup: &str, text: &str) -> Option<String> {
        let context = &mut Context::default();
        context.eval(Source::from_bytes(setup)).expect("no error");
        let lexical = BTreeSet::new();
        let value = value(text, &Names::of_session(&lexical, &[]), context)?;
        assert_eq!(
            context
                .eval(Source::from_bytes("typeof ran"))
                .expect("no error"),
            JsValue::from(js_string!("undefined"))
        );
        Some(value.display().to_string())
    }

    #[test]
    fn what_has_no_effect_is_shown() {
        for (text, shown) in [
            ("1 + 2 * 3", "7"),
            ("'a' + 1", "\"a1\""),
            ("a.b.c", "5"),
            ("a.list[1] > 1 ? 'yes' : 'no'", "\"yes\""),
            ("typeof a", "\"object\""),
            ("'abc'.length", "3"),
            ("!a && b", "false"),
            ("2 ** 10", "1024"),
        ] {
            let setup = "var a = { b: { c: 5 }, list: [1, 2] }";
            assert_eq!(preview(setup, text).as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn what_could_have_one_is_not_evaluated() {
        let setup = "var n = 1; var a = { get g() { ran = 1 }, valueOf() { ran = 1; return 1 } };
            var p = new Proxy({ x: 1 }, { get() { globalThis.ran = 1 } });";
        for text in [
            "a.g",
            "a + 1",
            "-a",
            "p.x",
            "f()",
            "n++",
            "n = 2",
            "`${a}`",
            "new Date",
            "a == 1",
            "delete a.g",
            "await n",
            "nobody",
            "a",
            "5",
            "10n ** 10n",
            "import('x')",
            "n,",
            "n; n",
        ] {
            assert_eq!(preview(setup, text), None, "{text}");
        }
    }
}
