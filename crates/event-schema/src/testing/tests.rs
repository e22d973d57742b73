use super::Agreement;
use crate::sample::tests::MODELS;

#[test]
fn hand_written_models_agree() {
    for model in MODELS {
        let report = Agreement::new(model).cases(1000).run();
        println!("{report}");
        assert!(report.cases() > 1000);
        assert!(report.verdicts.iter().all(|(accepted, refused)| *accepted > 100 && *refused > 100));
    }
}
