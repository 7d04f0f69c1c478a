//! The user who runs the process, as the system's list of users tells it.

use std::fs;

/// One line of the list of users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct User {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
    pub home: String,
    pub shell: String,
}

/// The user whose effective rights the process has.
pub(super) fn current() -> Option<User> {
    let list = fs::read("/etc/passwd").ok()?;
    let uid = rustix::process::geteuid().as_raw();
    find(&String::from_utf8_lossy(&list), uid)
}

fn find(list: &str, uid: u32) -> Option<User> {
    list.lines().filter_map(parse).find(|user| user.uid == uid)
}

/// `name:password:uid:gid:comment:home:shell`
fn parse(line: &str) -> Option<User> {
    let fields: Vec<&str> = line.split(':').collect();
    let &[name, _, uid, gid, _, home, shell] = fields.as_slice() else {
        return None;
    };
    Some(User {
        name: name.to_owned(),
        uid: uid.parse().ok()?,
        gid: gid.parse().ok()?,
        home: home.to_owned(),
        shell: shell.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_number() {
        let list = "broken\nroot:x:0:0:root:/root:/bin/bash\na:x:7:8::/home/a:/bin/sh\n";
        let user = find(list, 7).expect("listed");
        assert_eq!((user.name.as_str(), user.gid), ("a", 8));
        assert_eq!(
            (user.home.as_str(), user.shell.as_str()),
            ("/home/a", "/bin/sh")
        );
        assert_eq!(find(list, 9), None);
    }
}
