use super::Question;
use crate::catalogue::{QuestionId, RequirementId};
use std::collections::BTreeMap;
use std::ops::Deref;

/// All questions in order of their files, found by id and by requirement: each finding of each sheet asks for its own.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    all: Vec<Question>,
    by_id: BTreeMap<QuestionId, usize>,
    leading: BTreeMap<RequirementId, Vec<usize>>,
}

impl Questions {
    /// The question of that id; where two have it, the first.
    pub fn of(&self, id: &QuestionId) -> Option<&Question> {
        self.by_id.get(id).and_then(|at| self.all.get(*at))
    }

    /// The questions that lead to a requirement, in order.
    pub fn leading_to(&self, id: &RequirementId) -> impl Iterator<Item = &Question> {
        self.leading.get(id).into_iter().flatten().filter_map(|at| self.all.get(*at))
    }
}

impl From<Vec<Question>> for Questions {
    fn from(all: Vec<Question>) -> Self {
        let (mut by_id, mut leading) = (BTreeMap::new(), BTreeMap::<_, Vec<usize>>::new());
        for (at, question) in all.iter().enumerate() {
            by_id.entry(question.id.clone()).or_insert(at);
            for requirement in &question.requirements {
                leading.entry(requirement.clone()).or_default().push(at);
            }
        }
        Self { all, by_id, leading }
    }
}

impl Deref for Questions {
    type Target = [Question];

    fn deref(&self) -> &[Question] {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Questions {
    type Item = &'a Question;
    type IntoIter = std::slice::Iter<'a, Question>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}
