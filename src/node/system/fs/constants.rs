//! `fs.constants`.

use crate::engine::native;
use boa_engine::js_string;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;

/// Numbers that are Node's own.
const OWN: [(&str, i32); 17] = [
    ("UV_FS_SYMLINK_DIR", 1),
    ("UV_FS_SYMLINK_JUNCTION", 2),
    ("UV_DIRENT_UNKNOWN", 0),
    ("UV_DIRENT_FILE", 1),
    ("UV_DIRENT_DIR", 2),
    ("UV_DIRENT_LINK", 3),
    ("UV_DIRENT_FIFO", 4),
    ("UV_DIRENT_SOCKET", 5),
    ("UV_DIRENT_CHAR", 6),
    ("UV_DIRENT_BLOCK", 7),
    ("UV_FS_O_FILEMAP", 0),
    ("UV_FS_COPYFILE_EXCL", 1),
    ("COPYFILE_EXCL", 1),
    ("UV_FS_COPYFILE_FICLONE", 2),
    ("COPYFILE_FICLONE", 2),
    ("UV_FS_COPYFILE_FICLONE_FORCE", 4),
    ("COPYFILE_FICLONE_FORCE", 4),
];

macro_rules! numbers {
    ($($name:ident)*) => { [$((stringify!($name), i64::from(libc::$name))),*] };
}

/// The object `fs.constants`.
pub(super) fn constants() -> JsObject {
    let constants = JsObject::with_null_proto();
    for (name, number) in numbers![
        O_RDONLY O_WRONLY O_RDWR O_CREAT O_EXCL O_NOCTTY O_TRUNC O_APPEND O_DIRECTORY O_NOFOLLOW
        O_SYNC O_DSYNC O_NONBLOCK S_IFMT S_IFREG S_IFDIR S_IFCHR S_IFBLK S_IFIFO S_IFLNK S_IFSOCK
        S_IRWXU S_IRUSR S_IWUSR S_IXUSR S_IRWXG S_IRGRP S_IWGRP S_IXGRP S_IRWXO S_IROTH S_IWOTH
        S_IXOTH F_OK R_OK W_OK X_OK
    ] {
        put(&constants, name, number);
    }
    #[cfg(target_os = "linux")]
    for (name, number) in numbers![O_NOATIME O_DIRECT] {
        put(&constants, name, number);
    }
    for (name, number) in OWN {
        put(&constants, name, i64::from(number));
    }
    constants
}

/// All of them fit a double exactly.
fn put(constants: &JsObject, name: &str, number: i64) {
    native::set(
        constants,
        js_string!(name),
        number as f64,
        Attribute::ENUMERABLE,
    );
}
