//! A built-in module of the host's: `host:db`, which scripts import and require like
//! one of Node's. Its connections are objects of a class of Rust's.

#![allow(clippy::print_stdout)]

use slabjs::{Bytes, HostError, Instance, New, Runtime, State};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

/// What all connections share.
#[derive(Default)]
struct Tables(RefCell<BTreeMap<String, Vec<Vec<u8>>>>);

struct Connection {
    table: String,
    written: u32,
}

fn open(table: String) -> Result<New<Connection>, HostError> {
    if table.is_empty() {
        return Err(HostError::type_error("a table has a name").with_code("ERR_NO_NAME"));
    }
    Ok(New(Connection { table, written: 0 }))
}

fn insert(connection: &mut Connection, tables: State<Tables>, row: Bytes) -> u32 {
    let mut tables = tables.0.borrow_mut();
    tables
        .entry(connection.table.clone())
        .or_default()
        .push(row.to_vec());
    connection.written += 1;
    connection.written
}

/// A query that takes its time.
async fn rows(
    tables: State<Tables>,
    connection: Instance<Connection>,
) -> Result<Vec<Vec<u8>>, HostError> {
    let table = connection.with(|connection| connection.table.clone())?;
    std::future::ready(()).await;
    let found = tables.0.borrow().get(&table).cloned();
    Ok(found.unwrap_or_default())
}

const MAIN: &str = "
    import db, { open, rows } from 'host:db';
    const users = open('users');
    users.insert(Buffer.from('ada'));
    users.insert(Buffer.from('bob'));
    export const names = (await rows(users)).map(String).join(', ');
    export const same = db.open === open && db.version === 1;
    import { createRequire } from 'node:module';
    export const required = createRequire(import.meta.url)('host:db') === db;
    try { open('') } catch (error) { console.log('refused:', error.code) }
    console.log('users:', names, same, required);";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder()
        .builtin_module("host:db", |module| {
            module
                .function("open", open)
                .async_function("rows", rows)
                .class::<Connection>("Connection", |class| {
                    class
                        .method("insert", insert)
                        .getter("written", |connection: &Connection| connection.written);
                })
                .value("version", 1)?;
            Ok(())
        })
        .build()?;
    runtime.insert_state(Tables::default());
    runtime.evaluate_module(MAIN, "main.mjs")?;
    let tables = runtime.state::<Tables>().ok_or("no tables")?;
    println!("rows in Rust: {}", tables.0.borrow()["users"].len());
    Ok(())
}
