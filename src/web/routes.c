#include "web/account_list_page.h"
#include "web/account_page.h"
#include "web/address_page.h"
#include "web/alert_filter_page.h"
#include "web/alerts_page.h"
#include "web/approach_card.h"
#include "web/approach_list_page.h"
#include "web/approach_page.h"
#include "web/approach_reply_page.h"
#include "web/approach_show_page.h"
#include "web/ask_list_page.h"
#include "web/ask_page.h"
#include "web/ask_reply_page.h"
#include "web/ask_show_page.h"
#include "web/asked_page.h"
#include "web/audit_page.h"
#include "web/card.h"
#include "web/cluster_form_page.h"
#include "web/cluster_list_page.h"
#include "web/cluster_page.h"
#include "web/collaboration_act_page.h"
#include "web/collaboration_file_page.h"
#include "web/collaboration_form_page.h"
#include "web/collaboration_invitation_page.h"
#include "web/collaboration_list_page.h"
#include "web/collaboration_page.h"
#include "web/colleagues_page.h"
#include "web/confirm_page.h"
#include "web/consortium_page.h"
#include "web/custom_form_page.h"
#include "web/custom_list_page.h"
#include "web/desk_concern.h"
#include "web/digest_page.h"
#include "web/enter_page.h"
#include "web/feed_page.h"
#include "web/first_page.h"
#include "web/gaps_page.h"
#include "web/hand_over_page.h"
#include "web/home_page.h"
#include "web/import_done_page.h"
#include "web/import_map_page.h"
#include "web/import_page.h"
#include "web/import_rows_page.h"
#include "web/installation_page.h"
#include "web/introduction_new_page.h"
#include "web/introduction_page.h"
#include "web/introduction_reply_page.h"
#include "web/invitation_page.h"
#include "web/invitation_view.h"
#include "web/known_page.h"
#include "web/letter_end_page.h"
#include "web/letter_page.h"
#include "web/letter_text_page.h"
#include "web/listing_act_page.h"
#include "web/listing_form_page.h"
#include "web/listing_list_page.h"
#include "web/listing_meaning_page.h"
#include "web/listing_owner_page.h"
#include "web/listing_page.h"
#include "web/mail_change_page.h"
#include "web/mail_page.h"
#include "web/match_json.h"
#include "web/match_page.h"
#include "web/me_languages_page.h"
#include "web/me_page.h"
#include "web/me_privacy_page.h"
#include "web/meeting_form_page.h"
#include "web/meeting_list_page.h"
#include "web/meeting_page.h"
#include "web/meeting_reply_page.h"
#include "web/meeting_sheet_page.h"
#include "web/network_page.h"
#include "web/openid_page.h"
#include "web/organisation_form_page.h"
#include "web/organisation_list_page.h"
#include "web/organisation_page.h"
#include "web/own_field_fill_page.h"
#include "web/own_field_page.h"
#include "web/partner_page.h"
#include "web/partners_page.h"
#include "web/passkey_page.h"
#include "web/person_form_page.h"
#include "web/person_moved_page.h"
#include "web/privacy_page.h"
#include "web/privacy_yours_page.h"
#include "web/provider_page.h"
#include "web/recovery_page.h"
#include "web/refusal_page.h"
#include "web/reset_page.h"
#include "web/retention_page.h"
#include "web/rings_page.h"
#include "web/route.h"
#include "web/rule_page.h"
#include "web/saved_search_page.h"
#include "web/scheme_page.h"
#include "web/search_page.h"
#include "web/second_page.h"
#include "web/second_rule_page.h"
#include "web/security_page.h"
#include "web/sign_in_page.h"
#include "web/stage_page.h"
#include "web/teach_page.h"
#include "web/today_page.h"
#include "web/totp_page.h"
#include "web/translation_page.h"
#include "web/unveil_page.h"
#include "web/verdict_page.h"
#include "web/visit_form_page.h"
#include "web/visit_list_page.h"
#include "web/visit_page.h"
#include "web/weights_page.h"
#include "web/words_act_page.h"
#include "web/words_concept_page.h"
#include "web/words_page.h"
#include "web/words_proposals_page.h"
#include "web/words_record_page.h"

static const struct route rows[] = {
        {GET, "/", RIGHT_ANYONE, home_page},

        {GET, "/clusters", RIGHT_ANYONE, cluster_list_page},
        {GET, "/clusters/new", RIGHT_ADMIN, cluster_new_page},
        {POST, "/clusters/new", RIGHT_ADMIN, cluster_new_page},
        {GET, "/clusters/{id}", RIGHT_ANYONE, cluster_page},
        {GET, "/clusters/{id}/edit", RIGHT_OWN_CLUSTER, cluster_edit_page},
        {POST, "/clusters/{id}/edit", RIGHT_OWN_CLUSTER, cluster_edit_page},

        {GET, "/members", RIGHT_MANAGER, member_list_page},
        {GET, "/organisations", RIGHT_ANYONE, organisation_list_page},
        {GET, "/organisations/new", RIGHT_MANAGER, organisation_new_page},
        {POST, "/organisations/new", RIGHT_MANAGER, organisation_new_page},
        {GET, "/organisations/{id}", RIGHT_ANYONE, organisation_page_show},
        {GET, "/organisations/{id}/edit", RIGHT_KEEP_ORGANISATION, organisation_edit_page},
        {POST, "/organisations/{id}/edit", RIGHT_KEEP_ORGANISATION, organisation_edit_page},
        {POST, "/organisations/{id}/withdraw", RIGHT_OWN_ORGANISATION, organisation_withdraw_page},
        {POST, "/organisations/{id}/restore", RIGHT_OWN_ORGANISATION, organisation_restore_page},
        {GET, "/organisations/{id}/people/{id}/card.vcf", RIGHT_ANYONE, card_person_page},
        {GET, "/organisations/{id}/people/new", RIGHT_KEEP_ORGANISATION, person_new_page},
        {POST, "/organisations/{id}/people/new", RIGHT_KEEP_ORGANISATION, person_new_page},
        {GET, "/people/{id}/edit", RIGHT_OWN_PERSON, person_edit_page},
        {POST, "/people/{id}/edit", RIGHT_OWN_PERSON, person_edit_page},
        {GET, "/people/{id}/moved", RIGHT_OWN_PERSON, person_moved_page},
        {POST, "/people/{id}/moved", RIGHT_OWN_PERSON, person_moved_page},
        {POST, "/people/{id}/remove", RIGHT_OWN_PERSON, person_remove_page},

        {GET, "/sign-in", RIGHT_ANYONE, sign_in_page},
        {POST, "/sign-in", RIGHT_ANYONE, sign_in_post},
        {POST, "/sign-in/with/{id}", RIGHT_ANYONE, openid_start_post},
        {GET, "/sign-in/back", RIGHT_ANYONE, openid_back_page},
        {GET, "/sign-in/providers", RIGHT_ADMIN, provider_list_page},
        {POST, "/sign-in/providers", RIGHT_ADMIN, provider_add_post},
        {GET, "/sign-in/providers/{id}", RIGHT_ADMIN, provider_page},
        {POST, "/sign-in/providers/{id}", RIGHT_ADMIN, provider_change_post},
        {POST, "/sign-in/providers/{id}/try", RIGHT_ADMIN, provider_try_post},
        {POST, "/sign-in/providers/{id}/remove", RIGHT_ADMIN, provider_remove_post},
        {POST, "/sign-in/passkey", RIGHT_ANYONE, sign_in_passkey_post},
        {GET, "/sign-in/second", RIGHT_ANYONE, second_page},
        {POST, "/sign-in/second", RIGHT_ANYONE, second_page_post},
        {POST, "/sign-in/second/passkey", RIGHT_ANYONE, second_page_passkey_post},
        {POST, "/sign-in/link", RIGHT_ANYONE, asked_link_post},
        {POST, "/sign-out", RIGHT_ANYONE, sign_out_post},
        {GET, "/enter/{word}", RIGHT_ANYONE, enter_page},
        {POST, "/enter/{word}", RIGHT_ANYONE, enter_post},
        {GET, "/forgotten", RIGHT_ANYONE, asked_forgotten_page},
        {POST, "/forgotten", RIGHT_ANYONE, asked_forgotten_post},
        {GET, "/reset/{word}", RIGHT_ANYONE, reset_page},
        {POST, "/reset/{word}", RIGHT_ANYONE, reset_post},
        {GET, "/invitation/{word}", RIGHT_ANYONE, invitation_page},
        {POST, "/invitation/{word}", RIGHT_ANYONE, invitation_post},
        {POST, "/invitation/{word}/delete", RIGHT_ANYONE, invitation_delete_post},
        {GET, "/address/{word}", RIGHT_ANYONE, address_page},
        {POST, "/address/{word}", RIGHT_ANYONE, address_post},
        {GET, "/mail-change/{word}", RIGHT_ANYONE, mail_change_page},
        {POST, "/mail-change/{word}", RIGHT_ANYONE, mail_change_post},
        {GET, "/first/{word}", RIGHT_ANYONE, first_page},
        {POST, "/first/{word}", RIGHT_ANYONE, first_post},
        {GET, "/me", RIGHT_SIGNED_IN, me_page},
        {POST, "/me", RIGHT_SIGNED_IN, me_post},
        {POST, "/me/password", RIGHT_SIGNED_IN, me_password_post},
        {POST, "/me/mail", RIGHT_FRESH, me_mail_post},
        {POST, "/me/mail/withdraw", RIGHT_SIGNED_IN, me_mail_withdraw_post},
        {POST, "/me/cluster", RIGHT_SIGNED_IN, me_cluster_post},
        {GET, "/me/languages", RIGHT_SIGNED_IN, me_languages_page},
        {POST, "/me/languages", RIGHT_SIGNED_IN, me_languages_page},
        {GET, "/me/sign-ins/offered", RIGHT_SIGNED_IN, openid_offered_page},
        {POST, "/me/sign-ins/offered", RIGHT_FRESH, openid_offered_post},
        {POST, "/me/sign-ins/{id}/remove", RIGHT_FRESH, openid_remove_post},
        {POST, "/me/sessions", RIGHT_SIGNED_IN, me_sessions_post},
        {GET, "/me/privacy", RIGHT_SIGNED_IN, me_privacy_page},
        {POST, "/me/privacy", RIGHT_SIGNED_IN, me_privacy_post},
        {POST, "/me/privacy/account", RIGHT_SIGNED_IN, me_privacy_account_post},
        {POST, "/me/privacy/address", RIGHT_FRESH, address_ask_post},
        {POST, "/me/privacy/data", RIGHT_FRESH, me_privacy_data_post},
        {POST, "/me/privacy/erase", RIGHT_FRESH, me_privacy_erase_post},
        {GET, "/privacy", RIGHT_ANYONE, privacy_page},
        {GET, "/privacy/yours", RIGHT_ANYONE, privacy_ask_page},
        {POST, "/privacy/yours", RIGHT_ANYONE, privacy_ask_post},
        {GET, "/privacy/yours/{word}", RIGHT_ANYONE, privacy_yours_page},
        {POST, "/privacy/yours/{word}", RIGHT_ANYONE, privacy_yours_post},
        {POST, "/privacy/yours/{word}/data", RIGHT_ANYONE, privacy_yours_data_post},
        {POST, "/privacy/yours/{word}/erase", RIGHT_ANYONE, privacy_yours_erase_post},
        {GET, "/privacy/erased", RIGHT_ANYONE, privacy_erased_page},
        {GET, "/installation", RIGHT_ADMIN, installation_page},
        {GET, "/privacy/record", RIGHT_ADMIN, record_page},
        {POST, "/privacy/record", RIGHT_ADMIN, record_post},
        {GET, "/privacy/retention", RIGHT_ADMIN, retention_page},
        {POST, "/privacy/retention", RIGHT_ADMIN, retention_post},
        {GET, "/audit", RIGHT_ADMIN, audit_page},
        {GET, "/audit/rows.csv", RIGHT_ADMIN, audit_csv_page},
        {GET, "/me/digest", RIGHT_SIGNED_IN, digest_page},
        {POST, "/me/digest", RIGHT_SIGNED_IN, digest_page_post},
        {POST, "/me/digest/feed", RIGHT_FRESH, digest_page_feed_post},
        {POST, "/me/digest/feed/end", RIGHT_SIGNED_IN, digest_page_end_post},
        {GET, "/feeds/{word}/news.atom", RIGHT_LETTER, feed_news},
        {GET, "/feeds/{word}/meetings.ics", RIGHT_LETTER, feed_meetings},
        {GET, "/me/confirm", RIGHT_SIGNED_IN, confirm_page},
        {POST, "/me/confirm/password", RIGHT_SIGNED_IN, confirm_page_password_post},
        {POST, "/me/confirm/code", RIGHT_SIGNED_IN, confirm_page_code_post},
        {POST, "/me/confirm/passkey", RIGHT_SIGNED_IN, confirm_page_passkey_post},
        {GET, "/me/security", RIGHT_SIGNED_IN, security_page},
        {POST, "/me/security/sessions/end", RIGHT_SIGNED_IN, security_session_post},
        {POST, "/me/security/sessions/others", RIGHT_SIGNED_IN, security_others_post},
        {GET, "/me/security/totp", RIGHT_FRESH, totp_page},
        {POST, "/me/security/totp", RIGHT_FRESH, totp_page_post},
        {POST, "/me/security/totp/remove", RIGHT_FRESH, totp_page_remove_post},
        {POST, "/me/security/codes", RIGHT_FRESH, recovery_page_post},
        {GET, "/me/security/passkeys/new", RIGHT_FRESH, passkey_page},
        {POST, "/me/security/passkeys/new", RIGHT_FRESH, passkey_page_post},
        {POST, "/me/security/passkeys/{id}/remove", RIGHT_FRESH, passkey_page_remove_post},
        {GET, "/accounts", RIGHT_ADMIN, account_list_page},
        {POST, "/accounts", RIGHT_ADMIN, account_list_post},
        {GET, "/accounts/second-step", RIGHT_ADMIN, second_rule_page},
        {POST, "/accounts/second-step", RIGHT_ADMIN, second_rule_page_post},
        {POST, "/accounts/invite", RIGHT_ADMIN, account_invite_post},
        {GET, "/accounts/{id}", RIGHT_ADMIN, account_page},
        {POST, "/accounts/{id}/roles", RIGHT_ADMIN, account_role_post},
        {POST, "/accounts/{id}/roles/end", RIGHT_ADMIN, account_role_end_post},
        {POST, "/accounts/{id}/password", RIGHT_ADMIN, account_password_post},
        {POST, "/accounts/{id}/second/remove", RIGHT_ADMIN, second_rule_remove_post},
        {POST, "/accounts/{id}/suspend", RIGHT_ADMIN, account_suspend_post},
        {POST, "/accounts/{id}/resume", RIGHT_ADMIN, account_resume_post},
        {POST, "/accounts/{id}/remove", RIGHT_ADMIN, account_remove_post},
        {GET, "/colleagues", RIGHT_MANAGER, colleagues_page},
        {POST, "/colleagues", RIGHT_MANAGER, colleagues_post},
        {GET, "/hand-over", RIGHT_MANAGER, hand_over_page},
        {POST, "/hand-over", RIGHT_MANAGER, hand_over_post},
        {POST, "/hand-over/undo", RIGHT_MANAGER, hand_over_undo_post},
        {GET, "/organisations/{id}/colleagues", RIGHT_OWN_ORGANISATION,
                colleagues_organisation_page},
        {POST, "/organisations/{id}/colleagues", RIGHT_OWN_ORGANISATION,
                colleagues_organisation_post},
        {POST, "/invitations/{id}/resend", RIGHT_OWN_INVITATION, invitation_view_resend_post},
        {POST, "/invitations/{id}/withdraw", RIGHT_OWN_INVITATION, invitation_view_withdraw_post},
        {GET, "/mail", RIGHT_ADMIN, mail_page},
        {POST, "/mail/test", RIGHT_ADMIN, mail_test_post},
        {POST, "/mail/retry", RIGHT_ADMIN, mail_retry_all_post},
        {GET, "/mail/{id}", RIGHT_ADMIN, letter_page},
        {GET, "/mail/{id}/html", RIGHT_ADMIN, letter_html_page},
        {POST, "/mail/{id}/retry", RIGHT_ADMIN, mail_retry_post},
        {POST, "/mail/{id}/drop", RIGHT_ADMIN, mail_drop_post},
        {GET, "/mail/texts", RIGHT_MANAGER, letter_texts_page},
        {GET, "/mail/texts/{word}", RIGHT_MANAGER, letter_text_page},
        {POST, "/mail/texts/{word}", RIGHT_MANAGER, letter_text_post},
        {POST, "/mail/texts/{word}/default", RIGHT_MANAGER, letter_text_default_post},
        {GET, "/letters/end/{word}", RIGHT_LETTER, letter_end_page},
        {POST, "/letters/end/{word}", RIGHT_LETTER, letter_end_post},
        {GET, "/schemes", RIGHT_ADMIN, scheme_list_page},
        {POST, "/schemes", RIGHT_ADMIN, scheme_post},
        {POST, "/schemes/{id}/remove", RIGHT_ADMIN, scheme_remove_post},
        {GET, "/today", RIGHT_SIGNED_IN, today_page},
        {GET, "/today/{word}", RIGHT_MANAGER, desk_concern_page},
        {GET, "/search", RIGHT_ANYONE, search_page},
        {POST, "/searches", RIGHT_SIGNED_IN, saved_search_post},
        {GET, "/searches/{id}", RIGHT_OWN_SEARCH, saved_search_page},
        {POST, "/searches/{id}/remove", RIGHT_OWN_SEARCH, saved_search_remove_post},

        {GET, "/listings", RIGHT_ANYONE, listing_list_page},
        {GET, "/needs", RIGHT_ANYONE, listing_needs_page},
        {GET, "/offers", RIGHT_ANYONE, listing_offers_page},
        {GET, "/listings/new", RIGHT_MANAGER, listing_owner_page},
        {GET, "/organisations/{id}/listings/new", RIGHT_WRITE_LISTING, listing_new_page},
        {POST, "/organisations/{id}/listings/new", RIGHT_WRITE_LISTING, listing_add},
        {POST, "/organisations/{id}/listings/help", RIGHT_WRITE_LISTING, listing_new_help},
        {GET, "/listings/{id}", RIGHT_ANYONE, listing_page_show},
        {GET, "/listings/{id}/edit", RIGHT_KEEP_LISTING, listing_edit_page},
        {POST, "/listings/{id}/edit", RIGHT_KEEP_LISTING, listing_change},
        {POST, "/listings/{id}/help", RIGHT_KEEP_LISTING, listing_edit_help},
        {POST, "/listings/{id}/publish", RIGHT_OWN_LISTING, listing_publish},
        {POST, "/listings/{id}/withdraw", RIGHT_KEEP_LISTING, listing_withdraw},
        {POST, "/listings/{id}/restore", RIGHT_KEEP_LISTING, listing_restore},
        {POST, "/listings/{id}/confirm", RIGHT_KEEP_LISTING, listing_current},
        {POST, "/listings/{id}/hand-in", RIGHT_KEEP_LISTING, listing_hand_in},
        {POST, "/listings/{id}/send-back", RIGHT_KEEP_LISTING, listing_send_back},
        {POST, "/listings/{id}/unveil", RIGHT_UNVEIL_LISTING, unveil_post},
        {POST, "/listings/{id}/unveiled/{id}/remove", RIGHT_UNVEIL_LISTING, unveil_remove_post},
        {POST, "/listings/{id}/concepts/reject", RIGHT_KEEP_LISTING, listing_concept_reject},
        {POST, "/listings/{id}/concepts/restore", RIGHT_KEEP_LISTING, listing_concept_restore},

        {GET, "/listings/{id}/translations/{word}", RIGHT_KEEP_LISTING, translation_listing_page},
        {POST, "/listings/{id}/translations/{word}", RIGHT_KEEP_LISTING, translation_listing_save},
        {GET, "/organisations/{id}/translations/{word}", RIGHT_KEEP_ORGANISATION,
                translation_organisation_page},
        {POST, "/organisations/{id}/translations/{word}", RIGHT_KEEP_ORGANISATION,
                translation_organisation_save},
        {GET, "/clusters/{id}/translations/{word}", RIGHT_OWN_CLUSTER, translation_cluster_page},
        {POST, "/clusters/{id}/translations/{word}", RIGHT_OWN_CLUSTER, translation_cluster_save},
        {GET, "/organisations/{id}/partners", RIGHT_READ_ORGANISATION, match_list_page},
        {GET, "/organisations/{id}/partners.json", RIGHT_READ_ORGANISATION, match_list_json},
        {GET, "/organisations/{id}/partners/{id}", RIGHT_READ_ORGANISATION, match_page},
        {POST, "/organisations/{id}/partners/{id}/refuse", RIGHT_OWN_ORGANISATION,
                match_refuse_page},
        {POST, "/organisations/{id}/partners/{id}/good", RIGHT_OWN_ORGANISATION, verdict_good_post},
        {POST, "/organisations/{id}/partners/{id}/good/remove", RIGHT_OWN_ORGANISATION,
                verdict_take_post},
        {GET, "/partners", RIGHT_MANAGER, partners_page},
        {GET, "/partners/{id}", RIGHT_MANAGER, partner_page},
        {POST, "/partners/{id}/refuse", RIGHT_MANAGER, partners_refuse_page},
        {GET, "/new-matches", RIGHT_MANAGER, alerts_page},
        {POST, "/new-matches", RIGHT_MANAGER, alerts_post},
        {POST, "/new-matches/filters", RIGHT_MANAGER, alert_filter_post},
        {POST, "/new-matches/filters/{id}/remove", RIGHT_OWN_FILTER, alert_filter_remove_post},
        {GET, "/consortia", RIGHT_MANAGER, rings_page},
        {GET, "/consortia/call", RIGHT_MANAGER, consortium_page},
        {GET, "/gaps", RIGHT_MANAGER, gaps_page},
        {GET, "/weights", RIGHT_MANAGER, weights_page},
        {POST, "/weights", RIGHT_MANAGER, weights_post},
        {POST, "/weights/try", RIGHT_MANAGER, weights_try_post},
        {POST, "/weights/undo", RIGHT_MANAGER, weights_undo_post},
        {POST, "/weights/dismiss", RIGHT_MANAGER, weights_dismiss_post},
        {GET, "/refusals", RIGHT_MANAGER, refusal_list_page},
        {POST, "/refusals/{id}/remove", RIGHT_MANAGER, refusal_remove_page},

        {GET, "/organisations/{id}/partners/{id}/approach", RIGHT_KEEP_ORGANISATION, approach_page},
        {POST, "/organisations/{id}/partners/{id}/approach", RIGHT_KEEP_ORGANISATION,
                approach_page},
        {GET, "/partners/{id}/approach", RIGHT_MANAGER, approach_cluster_page},
        {POST, "/partners/{id}/approach", RIGHT_MANAGER, approach_cluster_page},
        {GET, "/approaches", RIGHT_SIGNED_IN, approach_list_page},
        {GET, "/approaches/{id}", RIGHT_SEE_APPROACH, approach_show_page},
        {GET, "/approaches/{id}/card.vcf", RIGHT_ANSWER_APPROACH, approach_card_page},
        {POST, "/approaches/{id}/answer", RIGHT_ANSWER_APPROACH, approach_answer_post},
        {POST, "/approaches/{id}/join", RIGHT_OWN_APPROACH, approach_join_post},
        {POST, "/approaches/{id}/take-back", RIGHT_OWN_APPROACH, approach_take_back_post},
        {GET, "/approached/{word}", RIGHT_LETTER, approach_reply_page},
        {POST, "/approached/{word}", RIGHT_LETTER, approach_reply_post},

        {GET, "/organisations/{id}/ask", RIGHT_OWN_ORGANISATION, ask_page},
        {POST, "/organisations/{id}/ask", RIGHT_OWN_ORGANISATION, ask_page},
        {GET, "/asks", RIGHT_MANAGER, ask_list_page},
        {POST, "/asks", RIGHT_MANAGER, ask_rule_post},
        {GET, "/asks/{id}", RIGHT_OWN_ASK, ask_show_page},
        {POST, "/asks/{id}/remind", RIGHT_OWN_ASK, ask_remind_post},
        {POST, "/asks/{id}/take-back", RIGHT_OWN_ASK, ask_take_back_post},
        {GET, "/asked/{word}", RIGHT_LETTER, ask_reply_page},
        {POST, "/asked/{word}", RIGHT_LETTER, ask_reply_post},
        {GET, "/customs", RIGHT_MANAGER, custom_list_page},
        {GET, "/customs/{word}", RIGHT_MANAGER, custom_form_page},
        {POST, "/customs/{word}", RIGHT_MANAGER, custom_form_page},
        {GET, "/network", RIGHT_SIGNED_IN, network_page},
        {GET, "/network/cluster", RIGHT_MANAGER, network_cluster_page},
        {GET, "/network/rules", RIGHT_MANAGER, rule_page},
        {POST, "/network/rules", RIGHT_MANAGER, rule_page_post},
        {GET, "/network/{id}", RIGHT_OWN_ACQUAINTANCE, known_page},
        {POST, "/network/{id}/judgement", RIGHT_OWN_ACQUAINTANCE, known_judge_post},
        {GET, "/visits", RIGHT_MANAGER, visit_list_page},
        {GET, "/visits/new", RIGHT_MANAGER, listing_owner_page},
        {GET, "/organisations/{id}/visits/new", RIGHT_OWN_ORGANISATION, visit_new_page},
        {POST, "/organisations/{id}/visits/new", RIGHT_OWN_ORGANISATION, visit_new_page},
        {GET, "/visits/{id}", RIGHT_OWN_VISIT, visit_page},
        {GET, "/visits/{id}/edit", RIGHT_OWN_VISIT, visit_edit_page},
        {POST, "/visits/{id}/edit", RIGHT_OWN_VISIT, visit_edit_page},
        {POST, "/visits/{id}/draw", RIGHT_OWN_VISIT, visit_draw_post},
        {POST, "/visits/{id}/remove", RIGHT_OWN_VISIT, visit_remove_page},

        {GET, "/meetings", RIGHT_SIGNED_IN, meeting_list_page},
        {GET, "/meetings/new", RIGHT_MANAGER, meeting_new_page},
        {POST, "/meetings/new", RIGHT_MANAGER, meeting_new_page},
        {GET, "/organisations/{id}/meetings/new", RIGHT_KEEP_ORGANISATION, meeting_new_page},
        {POST, "/organisations/{id}/meetings/new", RIGHT_KEEP_ORGANISATION, meeting_new_page},
        {GET, "/meetings/{id}", RIGHT_READ_MEETING, meeting_page},
        {GET, "/meetings/{id}/sheet", RIGHT_READ_MEETING, meeting_sheet_page},
        {GET, "/meetings/{id}/edit", RIGHT_OWN_MEETING, meeting_edit_page},
        {POST, "/meetings/{id}/edit", RIGHT_OWN_MEETING, meeting_edit_page},
        {POST, "/meetings/{id}/cancel", RIGHT_OWN_MEETING, meeting_cancel_post},
        {POST, "/meetings/{id}/remove", RIGHT_OWN_MEETING, meeting_remove_post},
        {POST, "/meetings/{id}/answer", RIGHT_READ_MEETING, meeting_answer_post},
        {POST, "/meetings/{id}/note", RIGHT_READ_MEETING, meeting_note_post},
        {POST, "/meetings/{id}/step-done", RIGHT_READ_MEETING, meeting_step_done_post},
        {POST, "/meetings/{id}/costs", RIGHT_READ_MEETING, meeting_cost_post},
        {POST, "/meetings/{id}/costs/remove", RIGHT_READ_MEETING, meeting_cost_remove_post},
        {GET, "/invited/{word}", RIGHT_LETTER, meeting_invited_page},
        {POST, "/invited/{word}", RIGHT_LETTER, meeting_invited_post},
        {GET, "/met/{word}", RIGHT_LETTER, meeting_met_page},
        {POST, "/met/{word}", RIGHT_LETTER, meeting_met_post},
        {GET, "/collaborations", RIGHT_MANAGER, collaboration_list_page},
        {GET, "/collaborations/rows.csv", RIGHT_MANAGER, collaboration_csv_page},
        {GET, "/partners/{id}/collaborations/new", RIGHT_MANAGER, collaboration_new_page},
        {POST, "/partners/{id}/collaborations/new", RIGHT_MANAGER, collaboration_new_page},
        {GET, "/collaborations/{id}", RIGHT_OWN_COLLABORATION, collaboration_page},
        {GET, "/collaborations/{id}/edit", RIGHT_OWN_COLLABORATION, collaboration_edit_page},
        {POST, "/collaborations/{id}/edit", RIGHT_OWN_COLLABORATION, collaboration_edit_page},
        {POST, "/collaborations/{id}/move", RIGHT_OWN_COLLABORATION, collaboration_move_post},
        {POST, "/collaborations/{id}/undo", RIGHT_OWN_COLLABORATION, collaboration_undo_post},
        {POST, "/collaborations/{id}/invite", RIGHT_OWN_COLLABORATION, collaboration_invite_post},
        {POST, "/collaborations/{id}/close", RIGHT_OWN_COLLABORATION, collaboration_close_post},
        {POST, "/collaborations/{id}/reopen", RIGHT_OWN_COLLABORATION, collaboration_close_post},
        {POST, "/collaborations/{id}/remove", RIGHT_OWN_COLLABORATION, collaboration_remove_post},
        {POST, "/collaborations/{id}/members", RIGHT_OWN_COLLABORATION, collaboration_member_post},
        {POST, "/collaborations/{id}/members/{id}/remove", RIGHT_OWN_COLLABORATION,
                collaboration_member_remove_post},
        {POST, "/collaborations/{id}/people", RIGHT_OWN_COLLABORATION, collaboration_person_post},
        {POST, "/collaborations/{id}/people/{id}/remove", RIGHT_OWN_COLLABORATION,
                collaboration_person_remove_post},
        {POST, "/collaborations/{id}/notes", RIGHT_OWN_COLLABORATION, collaboration_note_post},
        {POST, "/collaborations/{id}/notes/{id}/share", RIGHT_OWN_COLLABORATION,
                collaboration_note_share_post},
        {POST, "/collaborations/{id}/notes/{id}/keep", RIGHT_OWN_COLLABORATION,
                collaboration_note_share_post},
        {POST, "/collaborations/{id}/notes/{id}/remove", RIGHT_OWN_COLLABORATION,
                collaboration_note_remove_post},
        {POST, "/collaborations/{id}/files", RIGHT_OWN_COLLABORATION, collaboration_file_post},
        {GET, "/collaborations/{id}/files/{id}", RIGHT_OWN_COLLABORATION, collaboration_file_page},
        {POST, "/collaborations/{id}/files/{id}/share", RIGHT_OWN_COLLABORATION,
                collaboration_file_share_post},
        {POST, "/collaborations/{id}/files/{id}/keep", RIGHT_OWN_COLLABORATION,
                collaboration_file_share_post},
        {POST, "/collaborations/{id}/files/{id}/remove", RIGHT_OWN_COLLABORATION,
                collaboration_file_remove_post},
        {GET, "/collaborations/{id}/invitation", RIGHT_ANSWER_COLLABORATION,
                collaboration_invitation_page},
        {POST, "/collaborations/{id}/accept", RIGHT_ANSWER_COLLABORATION,
                collaboration_answer_post},
        {POST, "/collaborations/{id}/decline", RIGHT_ANSWER_COLLABORATION,
                collaboration_answer_post},
        {GET, "/stages", RIGHT_MANAGER, stage_list_page},
        {POST, "/stages", RIGHT_MANAGER, stage_add_post},
        {POST, "/stages/{word}", RIGHT_MANAGER, stage_save_post},
        {POST, "/stages/{word}/earlier", RIGHT_MANAGER, stage_shift_post},
        {POST, "/stages/{word}/later", RIGHT_MANAGER, stage_shift_post},
        {POST, "/stages/{word}/remove", RIGHT_MANAGER, stage_remove_post},
        {GET, "/fields", RIGHT_MANAGER, own_field_list_page},
        {POST, "/fields", RIGHT_MANAGER, own_field_add_post},
        {GET, "/fields/members.csv", RIGHT_MANAGER, own_field_csv_page},
        {POST, "/fields/{id}", RIGHT_MANAGER, own_field_save_post},
        {POST, "/fields/{id}/earlier", RIGHT_MANAGER, own_field_shift_post},
        {POST, "/fields/{id}/later", RIGHT_MANAGER, own_field_shift_post},
        {POST, "/fields/{id}/remove", RIGHT_MANAGER, own_field_remove_post},
        {GET, "/organisations/{id}/fields", RIGHT_OWN_ORGANISATION, own_field_fill_page},
        {POST, "/organisations/{id}/fields", RIGHT_OWN_ORGANISATION, own_field_fill_page},
        {GET, "/introductions", RIGHT_SIGNED_IN, introduction_list_page},
        {POST, "/introductions/off", RIGHT_SIGNED_IN, introduction_off_post},
        {GET, "/introductions/new", RIGHT_MANAGER, introduction_new_page},
        {POST, "/introductions/new", RIGHT_MANAGER, introduction_new_post},
        {POST, "/introductions/question", RIGHT_MANAGER, introduction_question_post},
        {GET, "/introductions/{id}", RIGHT_OWN_INTRODUCTION, introduction_page},
        {POST, "/introductions/{id}/take-back", RIGHT_OWN_INTRODUCTION,
                introduction_take_back_post},
        {GET, "/introductions/{id}/asked", RIGHT_SIGNED_IN, introduction_asked_page},
        {POST, "/introductions/{id}/asked", RIGHT_SIGNED_IN, introduction_asked_post},
        {GET, "/introduction/{word}", RIGHT_LETTER, introduction_reply_page},
        {POST, "/introduction/{word}", RIGHT_LETTER, introduction_reply_post},

        {GET, "/words", RIGHT_MANAGER, words_page},
        {GET, "/words/teach", RIGHT_MANAGER, teach_page},
        {POST, "/words/teach", RIGHT_MANAGER, teach_post},
        {POST, "/words/ignore", RIGHT_MANAGER, words_ignore},
        {POST, "/words/heed", RIGHT_MANAGER, words_heed},
        {GET, "/words/concepts/{id}", RIGHT_OWN_CONCEPT, words_concept_page},
        {POST, "/words/concepts/{id}", RIGHT_OWN_CONCEPT, words_concept_post},
        {GET, "/words/proposals", RIGHT_ADMIN, words_proposals_page},
        {GET, "/words/{id}", RIGHT_MANAGER, words_record_page},
        {POST, "/words/{id}/withdraw", RIGHT_OWN_TERM, words_withdraw},
        {POST, "/words/{id}/approve", RIGHT_ADMIN, words_approve},
        {POST, "/words/{id}/decline", RIGHT_ADMIN, words_decline},

        {GET, "/import", RIGHT_MANAGER, import_page},
        {POST, "/import", RIGHT_MANAGER, import_post},
        {GET, "/imports/{id}", RIGHT_OWN_IMPORT, import_map_page},
        {POST, "/imports/{id}", RIGHT_OWN_IMPORT, import_map_post},
        {GET, "/imports/{id}/rows", RIGHT_OWN_IMPORT, import_rows_page},
        {POST, "/imports/{id}/apply", RIGHT_OWN_IMPORT, import_apply_post},
        {GET, "/imports/{id}/progress", RIGHT_OWN_IMPORT, import_progress_page},
        {POST, "/imports/{id}/undo", RIGHT_OWN_IMPORT, import_undo_post},
        {GET, "/imports/{id}/{word}", RIGHT_OWN_IMPORT, import_file_page},
        {GET, "/export/{word}", RIGHT_MANAGER, export_page},
};

struct routes route_list(void) {
    return (struct routes){rows, sizeof(rows) / sizeof(rows[0])};
}
