//! The walk itself: what happens at each kind of node.

use std::ops::ControlFlow;

use boa_ast::Spanned;
use boa_ast::declaration::Variable;
use boa_ast::expression::access::{PropertyAccess, PropertyAccessField};
use boa_ast::expression::literal::{Literal, LiteralKind, ObjectLiteral, TemplateElement, TemplateLiteral};
use boa_ast::expression::operator::assign::Assign;
use boa_ast::expression::operator::binary::{ArithmeticOp, BinaryOp, RelationalOp};
use boa_ast::expression::operator::{Binary, Conditional};
use boa_ast::expression::{Await, Call, Expression, ImportCall, Optional, Yield};
use boa_ast::function::{
    ArrowFunction, AsyncArrowFunction, AsyncFunctionDeclaration, AsyncFunctionExpression, AsyncGeneratorDeclaration,
    AsyncGeneratorExpression, ClassElement, ClassElementName, FunctionDeclaration, FunctionExpression,
    GeneratorDeclaration, GeneratorExpression,
};
use boa_ast::operations::{bound_names, lexically_declared_names};
use boa_ast::statement::iteration::{DoWhileLoop, ForInLoop, ForLoop, ForLoopInitializer, ForOfLoop, WhileLoop};
use boa_ast::statement::{Block, Catch, If, Statement, Switch, Try};
use boa_ast::visitor::{VisitWith, Visitor};
use boa_interner::Sym;

use super::asked::goes_on;
use super::variables::locals_of;
use super::{Never, Reader};
use crate::facts::Usage;

/// A function with these members, whose name is its own where it is in scope.
macro_rules! functions {
    ($($visit:ident($Type:ty) $own:expr;)*) => {$(
        fn $visit(&mut self, node: &'ast $Type) -> ControlFlow<Never> {
            let own: fn(&$Type) -> Option<Sym> = $own;
            self.enter(own(node), node.parameters(), node.body());
            GO_ON
        }
    )*};
}

const GO_ON: ControlFlow<Never> = ControlFlow::Continue(());

impl<'ast> Visitor<'ast> for Reader<'_> {
    type BreakTy = Never;

    functions! {
        visit_function_expression(FunctionExpression) |it| it.name().map(|name| name.sym());
        visit_generator_expression(GeneratorExpression) |it| it.name().map(|name| name.sym());
        visit_async_function_expression(AsyncFunctionExpression) |it| it.name().map(|name| name.sym());
        visit_async_generator_expression(AsyncGeneratorExpression) |it| it.name().map(|name| name.sym());
        visit_function_declaration(FunctionDeclaration) |_| None;
        visit_generator_declaration(GeneratorDeclaration) |_| None;
        visit_async_function_declaration(AsyncFunctionDeclaration) |_| None;
        visit_async_generator_declaration(AsyncGeneratorDeclaration) |_| None;
        visit_arrow_function(ArrowFunction) |_| None;
        visit_async_arrow_function(AsyncArrowFunction) |_| None;
    }

    fn visit_class_element(&mut self, element: &'ast ClassElement) -> ControlFlow<Never> {
        match element {
            ClassElement::MethodDefinition(method) => {
                if let ClassElementName::PropertyName(name) = method.name() {
                    self.visit_property_name(name)?;
                }
                self.enter(None, method.parameters(), method.body());
                GO_ON
            }
            other => other.visit_with(self),
        }
    }

    fn visit_object_literal(&mut self, object: &'ast ObjectLiteral) -> ControlFlow<Never> {
        self.object(object);
        GO_ON
    }

    fn visit_block(&mut self, block: &'ast Block) -> ControlFlow<Never> {
        let local = lexically_declared_names(block);
        self.hide(&local, |reader| {
            reader.in_list(|reader| {
                let _ = block.visit_with(reader);
            });
        });
        GO_ON
    }

    fn visit_statement(&mut self, node: &'ast Statement) -> ControlFlow<Never> {
        if let Statement::Expression(expression) = node
            && let Expression::Call(call) = expression.flatten()
        {
            self.call(call, true);
            return GO_ON;
        }
        node.visit_with(self)
    }

    fn visit_if(&mut self, node: &'ast If) -> ControlFlow<Never> {
        self.under(node.cond(), |reader| {
            reader.in_branch(|reader| {
                let _ = reader.visit_statement(node.body());
            });
            if let Some(other) = node.else_node() {
                reader.in_branch(|reader| {
                    let _ = reader.visit_statement(other);
                });
            }
            goes_on(node.body())
        });
        GO_ON
    }

    fn visit_conditional(&mut self, node: &'ast Conditional) -> ControlFlow<Never> {
        self.under(node.condition(), |reader| {
            for branch in [node.if_true(), node.if_false()] {
                reader.in_branch(|reader| {
                    let _ = reader.visit_expression(branch);
                });
            }
            true
        });
        GO_ON
    }

    fn visit_binary(&mut self, node: &'ast Binary) -> ControlFlow<Never> {
        match node.op() {
            BinaryOp::Logical(_) => self.under(node.lhs(), |reader| {
                reader.in_branch(|reader| {
                    let _ = reader.visit_expression(node.rhs());
                });
                true
            }),
            BinaryOp::Relational(RelationalOp::In) if self.is_my(node.rhs()) => {
                let asked = self.string(node.lhs());
                self.facts.leaks_my |= asked.is_none();
                self.facts.asked.extend(asked.filter(|_| self.in_condition == 0));
            }
            BinaryOp::Arithmetic(ArithmeticOp::Add) => {
                let outer = std::mem::replace(&mut self.goes_on, true);
                let _ = self.visit_expression(node.lhs());
                self.goes_on = outer;
                let _ = self.visit_expression(node.rhs());
            }
            _ => return node.visit_with(self),
        }
        GO_ON
    }

    fn visit_while_loop(&mut self, node: &'ast WhileLoop) -> ControlFlow<Never> {
        self.under(node.condition(), |reader| {
            reader.in_branch(|reader| {
                let _ = reader.visit_statement(node.body());
            });
            true
        });
        GO_ON
    }

    fn visit_do_while_loop(&mut self, node: &'ast DoWhileLoop) -> ControlFlow<Never> {
        self.in_branch(|reader| {
            let _ = node.visit_with(reader);
        });
        GO_ON
    }

    fn visit_for_loop(&mut self, node: &'ast ForLoop) -> ControlFlow<Never> {
        let local = match node.init() {
            Some(ForLoopInitializer::Lexical(lexical)) => bound_names(lexical.declaration()),
            _ => Vec::new(),
        };
        self.hide(&local, |reader| {
            reader.in_branch(|reader| {
                let _ = node.visit_with(reader);
            });
        });
        GO_ON
    }

    fn visit_for_in_loop(&mut self, node: &'ast ForInLoop) -> ControlFlow<Never> {
        self.hide(&locals_of(node.initializer()), |reader| {
            reader.in_branch(|reader| {
                let _ = node.visit_with(reader);
            });
        });
        GO_ON
    }

    fn visit_for_of_loop(&mut self, node: &'ast ForOfLoop) -> ControlFlow<Never> {
        self.hide(&locals_of(node.initializer()), |reader| {
            reader.in_branch(|reader| {
                let _ = node.visit_with(reader);
            });
        });
        GO_ON
    }

    fn visit_switch(&mut self, node: &'ast Switch) -> ControlFlow<Never> {
        let local = lexically_declared_names(node);
        self.hide(&local, |reader| {
            reader.in_branch(|reader| {
                let _ = node.visit_with(reader);
            });
        });
        GO_ON
    }

    fn visit_try(&mut self, node: &'ast Try) -> ControlFlow<Never> {
        let is_caught = usize::from(node.catch().is_some());
        self.tries += is_caught;
        self.visit_block(node.block())?;
        self.tries -= is_caught;
        if let Some(catch) = node.catch() {
            self.visit_catch(catch)?;
        }
        if let Some(finally) = node.finally() {
            self.visit_finally(finally)?;
        }
        GO_ON
    }

    fn visit_catch(&mut self, node: &'ast Catch) -> ControlFlow<Never> {
        let local = node.parameter().map(bound_names).unwrap_or_default();
        self.hide(&local, |reader| {
            reader.in_branch(|reader| {
                let _ = node.visit_with(reader);
            });
        });
        GO_ON
    }

    fn visit_variable(&mut self, node: &'ast Variable) -> ControlFlow<Never> {
        self.variable(node);
        GO_ON
    }

    fn visit_assign(&mut self, node: &'ast Assign) -> ControlFlow<Never> {
        self.assign(node);
        GO_ON
    }

    fn visit_call(&mut self, node: &'ast Call) -> ControlFlow<Never> {
        self.call(node, false);
        GO_ON
    }

    fn visit_import_call(&mut self, node: &'ast ImportCall) -> ControlFlow<Never> {
        let at = self.spot_of(node.span());
        self.facts.dynamic_imports.push(at);
        node.visit_with(self)
    }

    fn visit_optional(&mut self, node: &'ast Optional) -> ControlFlow<Never> {
        if self.optional_of_my(node) { GO_ON } else { node.visit_with(self) }
    }

    fn visit_property_access(&mut self, node: &'ast PropertyAccess) -> ControlFlow<Never> {
        if let Some((name, at)) = self.member(node) {
            if self.in_condition == 0 {
                self.facts.asked.insert(name.clone());
            }
            self.note(name, at, Usage::Read, false);
            return GO_ON;
        }
        if let PropertyAccess::Simple(access) = node {
            if let PropertyAccessField::Const(field) = access.field() {
                let field = self.interner.resolve_expect(field.sym()).utf8();
                self.facts.knows_open |= matches!(field, Some("readyState" | "onOpen" | "onopen"));
            }
            if let Some((name, at)) = self.member_of_my(access.target()) {
                self.note(name, at, Usage::Object, false);
                return self.visit_property_access_field(access.field());
            }
        }
        node.visit_with(self)
    }

    fn visit_expression(&mut self, node: &'ast Expression) -> ControlFlow<Never> {
        self.facts.leaks_my |= self.is_my(node);
        node.visit_with(self)
    }

    fn visit_await(&mut self, node: &'ast Await) -> ControlFlow<Never> {
        self.visit_expression(node.target())?;
        self.waits_for(Some(node.target()));
        GO_ON
    }

    fn visit_yield(&mut self, node: &'ast Yield) -> ControlFlow<Never> {
        node.visit_with(self)?;
        self.waits_for(node.target());
        GO_ON
    }

    fn visit_literal(&mut self, node: &'ast Literal) -> ControlFlow<Never> {
        if let LiteralKind::String(text) = node.kind() {
            let span = node.span();
            let goes_on = self.goes_on;
            self.url(*text, span.start(), Some(span.end()), goes_on);
        }
        GO_ON
    }

    fn visit_template_literal(&mut self, node: &'ast TemplateLiteral) -> ControlFlow<Never> {
        if let Some(TemplateElement::String(head)) = node.elements().first() {
            let goes_on = self.goes_on || node.elements().iter().any(|it| matches!(it, TemplateElement::Expr(_)));
            self.url(*head, node.span().start(), None, goes_on);
        }
        for element in node.elements() {
            if let TemplateElement::Expr(expression) = element {
                self.visit_expression(expression)?;
            }
        }
        GO_ON
    }
}
