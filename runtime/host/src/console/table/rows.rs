//! What the rows and the columns of a table are: the items of a collection, or the properties of an object's properties.

use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::property::PropertyKey;
use boa_engine::{JsObject, JsString, JsValue};

use super::grid::{Column, Table};
use crate::console::inspect::{
    Inspector, Options, accessor_text, is_enumerable, map_pairs, number_text, own, own_indexes, own_names, set_values,
    unboxed,
};

/// Properties of rows beyond this many are not shown as columns.
pub(super) const MAX_COLUMNS: u32 = 1_000;

/// Rows beyond this many are not shown.
const MAX_ROWS: usize = 100_000;

const INDEX: &str = "(index)";
const ITERATION: &str = "(iteration index)";
const KEY: &str = "Key";
const VALUES: &str = "Values";

/// Reads a table out of a value.
pub(super) struct Rows<'a, 'b> {
    inspector: &'a mut Inspector<'b>,
}

impl<'a, 'b> Rows<'a, 'b> {
    pub(super) const fn new(inspector: &'a mut Inspector<'b>) -> Self {
        Self { inspector }
    }

    /// The table of `data`, with the columns `names` if there are any.
    pub(super) fn collect(&mut self, data: &JsObject, names: Option<&[JsString]>) -> Table {
        let Some(data) = self.inspector.target(data) else { return Table { columns: Vec::new(), rows: 0 } };
        if let Some(pairs) = map_pairs(&data, MAX_ROWS) {
            return self.pairs(pairs);
        }
        if let Some(values) = set_values(&data, MAX_ROWS) {
            return self.values(values);
        }
        self.properties(&data, names)
    }

    fn pairs(&mut self, pairs: Vec<(JsValue, JsValue)>) -> Table {
        let mut columns = [Column::new(ITERATION), Column::new(KEY), Column::new(VALUES)];
        let mut rows = 0;
        for (key, value) in pairs {
            if self.inspector.is_spent() {
                break;
            }
            columns[0].set(rows, rows.to_string());
            columns[1].set(rows, self.cell(&key));
            columns[2].set(rows, self.cell(&value));
            rows += 1;
        }
        Table { columns: columns.into(), rows }
    }

    fn values(&mut self, values: Vec<JsValue>) -> Table {
        let mut columns = [Column::new(ITERATION), Column::new(VALUES)];
        let mut rows = 0;
        for value in values {
            if self.inspector.is_spent() {
                break;
            }
            columns[0].set(rows, rows.to_string());
            columns[1].set(rows, self.cell(&value));
            rows += 1;
        }
        Table { columns: columns.into(), rows }
    }

    fn properties(&mut self, data: &JsObject, names: Option<&[JsString]>) -> Table {
        let mut index = Column::new(INDEX);
        let mut columns: Vec<(PropertyKey, Column)> = Vec::new();
        let mut primitives = Column::new(VALUES);
        let mut rows = 0;
        for key in self.inspector.listed(data).into_iter().take(MAX_ROWS) {
            if self.inspector.is_spent() {
                break;
            }
            index.set(rows, key_name(&key));
            let item = self.inspector.element(data, &key);
            match (item.object(), names) {
                (None, None) => primitives.set(rows, self.element_cell(&item)),
                (object, _) => self.row(object.as_ref(), names, rows, &mut columns),
            }
            rows += 1;
        }
        // Columns are the properties of an object: those with a number for a name come first.
        columns.sort_by_key(|(key, _)| match key {
            PropertyKey::Index(index) => u64::from(index.get()),
            _ => u64::MAX,
        });
        let mut all = vec![index];
        all.extend(columns.into_iter().map(|(_, column)| column));
        if !primitives.cells.is_empty() {
            all.push(primitives);
        }
        Table { columns: all, rows }
    }

    fn row(
        &mut self,
        item: Option<&JsObject>,
        names: Option<&[JsString]>,
        row: usize,
        columns: &mut Vec<(PropertyKey, Column)>,
    ) {
        let item = item.and_then(|item| self.inspector.target(item));
        let keys = match (names, &item) {
            (Some(names), _) => names.iter().cloned().map(PropertyKey::from).collect(),
            (None, Some(item)) => self.inspector.listed(item),
            (None, None) => Vec::new(),
        };
        for key in keys {
            let position = columns.iter().position(|(other, _)| *other == key).or_else(|| {
                let has_room = columns.len() < MAX_COLUMNS as usize;
                has_room.then(|| {
                    columns.push((key.clone(), Column::new(key_name(&key))));
                    columns.len() - 1
                })
            });
            let (Some(position), Some(item)) = (position, &item) else { continue };
            match self.inspector.element(item, &key) {
                Element::None => {}
                element => columns[position].1.set(row, self.element_cell(&element)),
            }
        }
    }

    fn element_cell(&mut self, element: &Element) -> String {
        match element {
            Element::None => String::new(),
            Element::Value(value) => self.cell(value),
            Element::Accessor(text) => (*text).to_owned(),
        }
    }

    fn cell(&mut self, value: &JsValue) -> String {
        // Of an object with many properties a cell shows only its name.
        let object = value.as_object().and_then(|object| self.inspector.target(&object));
        let is_large = object.is_some_and(|object| {
            let is_list = object.is_array() || object.is::<TypedArray>();
            !is_list && self.inspector.listed(&object).len() > 2
        });
        let depth = if is_large { -1 } else { 0 };
        self.inspector.inspect_with(value, Options { depth, max_items: 3, line: usize::MAX, ..Options::default() })
    }
}

/// What an object has under a key.
enum Element {
    None,
    Value(JsValue),
    /// Something that only page code can tell: what kind of accessor it is.
    Accessor(&'static str),
}

impl Element {
    fn object(&self) -> Option<JsObject> {
        match self {
            Self::Value(value) => value.as_object(),
            _ => None,
        }
    }
}

impl Inspector<'_> {
    /// The keys of an object that a table shows: enumerable, and no symbols.
    fn listed(&mut self, object: &JsObject) -> Vec<PropertyKey> {
        let units = text_of(object).map_or_else(|| self.typed_array_length(object), |text| text.len());
        let units = u32::try_from(units.min(MAX_ROWS)).unwrap_or(u32::MAX);
        let indexes = (0..units).chain(own_indexes(object)).map(PropertyKey::from);
        let names = own_names(object).into_iter().filter(|key| matches!(key, PropertyKey::String(_)));
        indexes.chain(names.filter(|key| is_enumerable(object, key))).collect()
    }

    fn element(&mut self, object: &JsObject, key: &PropertyKey) -> Element {
        if let Some(property) = own(object, key) {
            return match property.value() {
                Some(value) => Element::Value(value.clone()),
                None => Element::Accessor(accessor_text(&property)),
            };
        }
        let PropertyKey::Index(index) = key else { return Element::None };
        let at = index.get() as usize;
        if let Some(text) = text_of(object) {
            return text.get(at..=at).map_or(Element::None, |unit| Element::Value(unit.into()));
        }
        if at < self.typed_array_length(object) {
            return Element::Value(self.typed_array_element(object, index.get()));
        }
        Element::None
    }
}

/// The characters of a boxed string, which are elements of it.
fn text_of(object: &JsObject) -> Option<JsString> {
    unboxed(object)?.1.as_string()
}

fn key_name(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(name) => name.to_std_string_lossy(),
        PropertyKey::Index(index) => number_text(f64::from(index.get())),
        PropertyKey::Symbol(_) => String::new(),
    }
}
