use std::fs;

use event_schema_publish::{Error, Stale, check, write};

use crate::{files, publication};

#[test]
fn the_same_files_come_out_of_every_run() {
    let files = files();
    assert_eq!(files, publication().files().unwrap());
    assert!(files.is_sorted_by(|one, two| one.path < two.path));
}

#[test]
fn a_folder_is_written_once_and_then_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let files = files();
    let written = write(&files, folder.path()).unwrap();
    assert_eq!((written.written.len(), written.unchanged), (files.len(), 0));
    check(&files, folder.path()).unwrap();
    let again = write(&files, folder.path()).unwrap();
    assert_eq!((again.written.len(), again.unchanged), (0, files.len()));
}

#[test]
fn changed_missing_and_orphaned_files_are_found_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    let files = files();
    write(&files, folder.path()).unwrap();
    let changed = folder.path().join("v1/stopped.schema.json");
    fs::write(&changed, fs::read_to_string(&changed).unwrap().replace("\"Stopped\"", "\"Halted\"")).unwrap();
    fs::remove_file(folder.path().join("v1/event.schema.json")).unwrap();
    fs::create_dir(folder.path().join("v1/old")).unwrap();
    fs::write(folder.path().join("v1/old/gone.schema.json"), "{}").unwrap();
    fs::write(folder.path().join("v1/.hidden"), "").unwrap();

    let stale = stale(check(&files, folder.path()));
    assert_eq!(stale.missing, ["v1/event.schema.json"]);
    assert_eq!(stale.orphaned, ["v1/old/gone.schema.json"]);
    assert_eq!(stale.changed.len(), 1);
    assert_eq!(stale.changed[0].path, "v1/stopped.schema.json");
    assert!(stale.changed[0].diff.contains("-  \"title\": \"Halted\",\n+  \"title\": \"Stopped\",\n"));
    assert!(stale.to_string().contains("1 changed, 1 missing, 1 no longer published"), "{stale}");

    let written = write(&files, folder.path()).unwrap();
    assert_eq!(written.written, ["v1/event.schema.json", "v1/stopped.schema.json"]);
    assert_eq!(written.removed, ["v1/old/gone.schema.json"]);
    assert!(!folder.path().join("v1/old").exists());
    check(&files, folder.path()).unwrap();
}

#[test]
fn line_ends_do_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let files = files();
    write(&files, folder.path()).unwrap();
    for file in &files {
        fs::write(folder.path().join(&file.path), file.text().replace('\n', "\r\n")).unwrap();
    }
    check(&files, folder.path()).unwrap();
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("v1")).unwrap();
    fs::write(folder.path().join("v1/thesis.txt"), "mine").unwrap();
    assert!(matches!(write(&files(), folder.path()), Err(Error::Foreign { .. })));
    assert_eq!(fs::read_to_string(folder.path().join("v1/thesis.txt")).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path().join("v1")).unwrap().count(), 1);
}

fn stale(checked: Result<(), Error>) -> Stale {
    match checked {
        Err(Error::Stale(stale)) => stale,
        other => panic!("{other:?}"),
    }
}
