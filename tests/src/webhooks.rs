//! GitHub's webhooks: a large catalogue from real life, written from GitHub's public specification of them.
//!
//! A delivery names its webhook in a header and what happened in the payload's `action`. Whoever keeps deliveries puts
//! header and payload together; that is what [`Delivery`] describes: a union by webhook, whose payloads are unions by
//! action.

#![expect(missing_docs, reason = "the names are GitHub's, whose documentation says what they mean")]
#![expect(clippy::large_enum_variant, reason = "a variant holds its event itself")]
#![expect(clippy::struct_excessive_bools, reason = "GitHub says so")]

pub mod app;
pub mod author_association;
pub mod change;
pub mod commit;
pub mod create;
pub mod delete;
pub mod deployment;
pub mod deployment_review;
pub mod deployment_status;
pub mod fork;
pub mod gollum;
pub mod installation;
pub mod issue;
pub mod issue_comment;
pub mod issues;
pub mod label;
pub mod member;
pub mod membership;
pub mod milestone;
pub mod organization;
pub mod ping;
pub mod public;
pub mod pull_request;
pub mod push;
pub mod reactions;
pub mod release;
pub mod repository;
pub mod repository_dispatch;
pub mod star;
pub mod team;
pub mod user;
pub mod workflow_dispatch;
pub mod workflow_job;

use std::borrow::Cow;

use event_schema::{Event, UnknownEvent};

macro_rules! deliveries {
    ($($variant:ident($delivery:ident): $webhook:literal, $payload:ty;)+) => {
        /// A delivery of any webhook.
        #[derive(Debug, Clone, PartialEq, Event)]
        #[event(tag = "event")]
        pub enum Delivery<'a> {
            $($variant($delivery<'a>),)+
            /// A webhook that this catalogue does not know.
            #[event(unknown)]
            Unknown(UnknownEvent<'a>),
        }

        $(
            /// A delivery of one webhook.
            #[derive(Debug, Clone, PartialEq, Event)]
            #[event(name = $webhook, tag = "event")]
            pub struct $delivery<'a> {
                /// Identifies the delivery.
                #[event(format = "uuid")]
                pub delivery: Cow<'a, str>,
                /// Which webhook of its owner's.
                #[event(non_null)]
                pub hook_id: Option<u64>,
                pub payload: $payload,
            }
        )+
    };
}

deliveries! {
    Push(PushDelivery): "push", push::Push<'a>;
    Create(CreateDelivery): "create", create::Create<'a>;
    Delete(DeleteDelivery): "delete", delete::Delete<'a>;
    Fork(ForkDelivery): "fork", fork::Fork<'a>;
    Gollum(GollumDelivery): "gollum", gollum::Gollum<'a>;
    Ping(PingDelivery): "ping", ping::Ping<'a>;
    Public(PublicDelivery): "public", public::Public<'a>;
    Star(StarDelivery): "star", star::StarEvent<'a>;
    Issues(IssuesDelivery): "issues", issues::IssuesEvent<'a>;
    IssueComment(IssueCommentDelivery): "issue_comment", issue_comment::IssueCommentEvent<'a>;
    Label(LabelDelivery): "label", label::LabelEvent<'a>;
    Milestone(MilestoneDelivery): "milestone", milestone::MilestoneEvent<'a>;
    Release(ReleaseDelivery): "release", release::ReleaseEvent<'a>;
    PullRequest(PullRequestDelivery): "pull_request", pull_request::PullRequestEvent<'a>;
    WorkflowJob(WorkflowJobDelivery): "workflow_job", workflow_job::WorkflowJobEvent<'a>;
    WorkflowDispatch(WorkflowDispatchDelivery): "workflow_dispatch", workflow_dispatch::WorkflowDispatch<'a>;
    RepositoryDispatch(RepositoryDispatchDelivery): "repository_dispatch", repository_dispatch::RepositoryDispatch<'a>;
    Deployment(DeploymentDelivery): "deployment", deployment::DeploymentEvent<'a>;
    DeploymentStatus(DeploymentStatusDelivery): "deployment_status", deployment_status::DeploymentStatusEvent<'a>;
    DeploymentReview(DeploymentReviewDelivery): "deployment_review", deployment_review::DeploymentReviewEvent<'a>;
    Membership(MembershipDelivery): "membership", membership::MembershipEvent<'a>;
    Member(MemberDelivery): "member", member::MemberEvent<'a>;
    Installation(InstallationDelivery): "installation", installation::InstallationEvent<'a>;
}
