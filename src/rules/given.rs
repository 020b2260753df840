//! The declaration of a question's fields.

use super::fault::Fault;
use super::field::{Field, Note};
use super::json::Json;

/// Declares how a struct is read from an object: its fields, each with its default where it may be left
/// out. The default is JSON, as if it had been given; the types and their ranges are the struct's own.
macro_rules! given {
    ($given:ty { $($name:ident $(= $default:tt)?),+ $(,)? }) => {
        impl $crate::rules::field::Field for $given {
            fn allowed() -> String {
                "an object".into()
            }

            fn read(json: $crate::rules::json::Json<'_>) -> Result<Self, $crate::rules::fault::Fault> {
                let names = [$($crate::rules::given::plain(stringify!($name))),+];
                let [$($name),+] = $crate::rules::given::slots(json, &names)?;
                $($(let $name = $name.or(Some($crate::rules::json::Json::literal(stringify!($default))));)?)+
                Ok(Self {
                    $($name: $crate::rules::given::value($name, stringify!($name))?,)+
                })
            }

            fn fields() -> Vec<$crate::rules::field::Note> {
                vec![$($crate::rules::given::note(
                    stringify!($name),
                    None$(.or(Some(stringify!($default))))?,
                    |given: &$given| &given.$name,
                )),+]
            }

            fn shape() -> $crate::rules::shape::Shape {
                $crate::rules::shape::Shape::Object(<Self as $crate::rules::field::Field>::fields())
            }
        }
    };
}

pub(super) use given;

/// The name as it is written outside of Rust: `type` for `r#type`.
pub(super) fn plain(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The value given for each name, in the order of the names.
///
/// # Errors
/// Where the value is no object, has a field of another name, or has one twice.
pub(super) fn slots<'a, const FIELDS: usize>(
    json: Json<'a>,
    names: &[&'static str; FIELDS],
) -> Result<[Option<Json<'a>>; FIELDS], Fault> {
    let given = json
        .fields()
        .ok_or_else(|| Fault::new(format!("must be an object, not {json}")))?;
    let mut slots = [None; FIELDS];
    for (written, value) in given {
        let name = written.string();
        let mut fields = names.iter().zip(&mut slots);
        let Some((name, slot)) = fields.find(|(known, _)| Some(**known) == name.as_deref()) else {
            let known = names.join(", ");
            return Err(Fault::new(format!(
                "has no field {written}; its fields are {known}"
            )));
        };
        if slot.replace(value).is_some() {
            return Err(Fault::new("is given twice").in_field(name));
        }
    }
    Ok(slots)
}

/// Reads the value of a field.
///
/// # Errors
/// Where it is missing or not allowed.
pub(super) fn value<T: Field>(slot: Option<Json<'_>>, name: &'static str) -> Result<T, Fault> {
    let missing = || Fault::new(format!("is missing; it must be {}", T::allowed())).given("");
    slot.ok_or_else(missing)
        .and_then(T::read)
        .map_err(|fault| fault.in_field(plain(name)))
}

/// Describes a field; the function that picks it out tells its type.
pub(super) fn note<G, T: Field>(
    name: &'static str,
    default: Option<&'static str>,
    _: fn(&G) -> &T,
) -> Note {
    Note {
        name: plain(name),
        allowed: T::allowed(),
        default,
        fields: T::fields(),
        shape: T::shape(),
    }
}
