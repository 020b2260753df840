//! The tables as diesel sees them: the same for both databases (`tests/it/migrations.rs` compares).

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        email_key -> Text,
        name_en -> Text,
        name_zh -> Text,
        mobile -> Text,
        lang -> Text,
        role -> Text,
        category -> Nullable<Text>,
        heard_from -> Text,
        collection_statement -> Nullable<Text>,
        consented_at -> Nullable<Timestamp>,
        staff_number -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        email_confirmed_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        user_id -> BigInt,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    known_devices (token_hash) {
        token_hash -> Text,
        user_id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    account_links (id) {
        id -> BigInt,
        purpose -> Text,
        user_id -> BigInt,
        salt -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    throttles (bucket) {
        bucket -> Text,
        window_started_at -> Timestamp,
        hits -> Integer,
    }
}

diesel::table! {
    person_keys (user_id) {
        user_id -> BigInt,
        wrapped -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    house_keys (name) {
        name -> Text,
        wrapped -> Binary,
    }
}

diesel::table! {
    clusters (id) {
        id -> BigInt,
        code -> Text,
        name_en -> Text,
        name_zh -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    hospitals (id) {
        id -> BigInt,
        cluster_id -> BigInt,
        code -> Text,
        name_en -> Text,
        name_zh -> Text,
        accident_emergency -> Bool,
        regime -> Text,
        zone -> Text,
        currency -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    house_rules (hospital_id) {
        hospital_id -> BigInt,
        max_shift_minutes -> Integer,
        max_shift_blocks -> Bool,
        min_rest_minutes -> Integer,
        min_rest_blocks -> Bool,
        max_week_minutes -> Integer,
        max_week_blocks -> Bool,
        rest_days -> Integer,
        rest_days_blocks -> Bool,
        working_regime -> Text,
        agreed_extension -> Bool,
    }
}

diesel::table! {
    regime_declarations (user_id, regime) {
        user_id -> BigInt,
        regime -> Text,
        outcome -> Text,
        units -> Text,
        declared_at -> Timestamp,
        asked -> Text,
    }
}

diesel::table! {
    engagements (id) {
        id -> BigInt,
        user_id -> BigInt,
        hospital_id -> BigInt,
        regime -> Text,
        state -> Text,
        starts_on -> Date,
        opened_by -> BigInt,
        opened_at -> Timestamp,
        state_since -> Timestamp,
    }
}

diesel::table! {
    engagement_entries (id) {
        id -> BigInt,
        engagement_id -> BigInt,
        question -> Text,
        given -> Text,
        due_on -> Nullable<Date>,
        entered_by -> BigInt,
        entered_at -> Timestamp,
        confirmed_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        reminded_at -> Nullable<Timestamp>,
        answered -> Nullable<Text>,
        edition -> Nullable<Date>,
    }
}

diesel::table! {
    leave_requests (id) {
        id -> BigInt,
        engagement_id -> BigInt,
        first_day -> Date,
        last_day -> Date,
        state -> Text,
        asked_at -> Timestamp,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        edition -> Nullable<Date>,
    }
}

diesel::table! {
    promotion_rounds (id) {
        id -> BigInt,
        hospital_id -> BigInt,
        post -> Text,
        lower_total -> Integer,
        holders -> Integer,
        selection_on -> Date,
        state -> Text,
        appointed -> Nullable<BigInt>,
        closed_because -> Nullable<Text>,
        quota -> Nullable<Integer>,
        edition -> Nullable<Date>,
        opened_by -> BigInt,
        opened_at -> Timestamp,
        state_since -> Timestamp,
    }
}

diesel::table! {
    promotion_panel (id) {
        id -> BigInt,
        round_id -> BigInt,
        name -> Text,
        kin_degree -> Nullable<Integer>,
        recused -> Bool,
    }
}

diesel::table! {
    promotion_candidates (round_id, engagement_id) {
        round_id -> BigInt,
        engagement_id -> BigInt,
        potential -> Nullable<Text>,
        potential_note -> Nullable<Text>,
        marked_by -> Nullable<BigInt>,
        marked_at -> Nullable<Timestamp>,
        conditions_entry -> Nullable<BigInt>,
        sheet_entry -> Nullable<BigInt>,
        eligible -> Nullable<Bool>,
        total -> Nullable<Text>,
        place -> Nullable<Integer>,
    }
}

diesel::table! {
    specialties (id) {
        id -> BigInt,
        code -> Text,
        profession -> Text,
        name_en -> Text,
        name_zh -> Text,
    }
}

diesel::table! {
    units (id) {
        id -> BigInt,
        hospital_id -> BigInt,
        code -> Text,
        name_en -> Text,
        name_zh -> Text,
        specialty_id -> BigInt,
        email -> Text,
        phone -> Text,
        kind -> Text,
    }
}

diesel::table! {
    unit_managers (unit_id, user_id) {
        unit_id -> BigInt,
        user_id -> BigInt,
    }
}

diesel::table! {
    shift_templates (id) {
        id -> BigInt,
        unit_id -> BigInt,
        band -> Text,
        starts_minute -> Integer,
        length_minutes -> Integer,
        category -> Text,
        places -> Integer,
    }
}

diesel::table! {
    rates (id) {
        id -> BigInt,
        category -> Text,
        band -> Text,
        cents_per_hour -> BigInt,
        currency -> Text,
        effective_from -> Date,
    }
}

diesel::table! {
    applications (id) {
        id -> BigInt,
        reference -> Text,
        user_id -> BigInt,
        category -> Text,
        state -> Text,
        state_since -> Timestamp,
        registration_number -> Text,
        created_at -> Timestamp,
        touched_at -> Timestamp,
        draft_warnings -> Integer,
        submitted_at -> Nullable<Timestamp>,
        officer_id -> Nullable<BigInt>,
        recommended_by -> Nullable<BigInt>,
        recommendation -> Nullable<Text>,
        recommendation_reason -> Text,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        decision_reason -> Text,
        conditions -> Text,
        again_from -> Nullable<Date>,
    }
}

diesel::table! {
    application_events (id) {
        id -> BigInt,
        application_id -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<BigInt>,
        actor_role -> Text,
        act -> Text,
        from_state -> Text,
        to_state -> Text,
        detail -> Text,
    }
}

diesel::table! {
    experiences (id) {
        id -> BigInt,
        application_id -> BigInt,
        hospital -> Text,
        unit -> Text,
        specialty_id -> BigInt,
        from_on -> Date,
        to_on -> Nullable<Date>,
    }
}

diesel::table! {
    approved_specialties (application_id, specialty_id) {
        application_id -> BigInt,
        specialty_id -> BigInt,
    }
}

diesel::table! {
    approved_unit_kinds (application_id, kind) {
        application_id -> BigInt,
        kind -> Text,
    }
}

diesel::table! {
    referees (id) {
        id -> BigInt,
        application_id -> BigInt,
        hospital -> Text,
        unit -> Text,
        contact -> Text,
        email -> Text,
        phone -> Text,
        state -> Text,
        salt -> Nullable<Text>,
        token_hash -> Nullable<Text>,
        asked_at -> Nullable<Timestamp>,
        expires_at -> Nullable<Timestamp>,
        opened_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        answer_sealed -> Nullable<Binary>,
        lang -> Nullable<Text>,
        reminders -> Integer,
        reminded_at -> Nullable<Timestamp>,
        turned_at -> Nullable<Timestamp>,
        answered_by -> Nullable<Text>,
        answer_source -> Nullable<Text>,
        answer_agent -> Nullable<Text>,
        suspicions -> Text,
        suggestion_sealed -> Nullable<Binary>,
    }
}

diesel::table! {
    reference_notes (id) {
        id -> BigInt,
        referee_id -> BigInt,
        officer_id -> BigInt,
        kind -> Text,
        outcome -> Text,
        at -> Timestamp,
        note_sealed -> Binary,
    }
}

diesel::table! {
    sightings (user_id, source, agent) {
        user_id -> BigInt,
        source -> Text,
        agent -> Text,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    document_pages (document_id, number) {
        document_id -> BigInt,
        number -> Integer,
        blob -> Text,
    }
}

diesel::table! {
    document_checks (document_id, question) {
        document_id -> BigInt,
        question -> Text,
        answer -> Text,
        officer_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    file_notes (id) {
        id -> BigInt,
        application_id -> BigInt,
        officer_id -> BigInt,
        at -> Timestamp,
        note_sealed -> Binary,
    }
}

diesel::table! {
    licence_patterns (profession) {
        profession -> Text,
        patterns -> Text,
    }
}

diesel::table! {
    canned_reasons (id) {
        id -> BigInt,
        kind -> Text,
        word -> Text,
        counts_as -> Nullable<Text>,
        name_en -> Text,
        name_zh -> Text,
        text_en -> Text,
        text_zh -> Text,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    office_views (id) {
        id -> BigInt,
        user_id -> BigInt,
        name -> Text,
        query -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    officer_settings (user_id) {
        user_id -> BigInt,
        shortcuts -> Bool,
    }
}

diesel::table! {
    documents (id) {
        id -> BigInt,
        application_id -> BigInt,
        user_id -> BigInt,
        slot -> Text,
        file_name -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        sha256 -> Text,
        blob -> Text,
        state -> Text,
        expires_on -> Nullable<Date>,
        return_reason -> Nullable<Text>,
        return_note -> Text,
        uploaded_at -> Timestamp,
        reviewed_by -> Nullable<BigInt>,
        reviewed_at -> Nullable<Timestamp>,
        reminded_days -> Nullable<Integer>,
        scan -> Text,
    }
}

diesel::table! {
    document_looks (officer_id, document_id) {
        officer_id -> BigInt,
        document_id -> BigInt,
        looked_at -> Timestamp,
    }
}

diesel::table! {
    bulk_readings (officer_id) {
        officer_id -> BigInt,
        reason -> Text,
        until -> Timestamp,
        alerted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    shifts (id) {
        id -> BigInt,
        unit_id -> BigInt,
        category -> Text,
        specialty_id -> BigInt,
        band -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        places -> Integer,
        filled -> Integer,
        cents_per_hour -> BigInt,
        currency -> Text,
        note -> Text,
        state -> Text,
        posted_by -> BigInt,
        created_at -> Timestamp,
        opens_at -> Nullable<Timestamp>,
        first_until -> Nullable<Timestamp>,
        seed -> Nullable<Text>,
        offered -> Integer,
        preferred_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    bookings (id) {
        id -> BigInt,
        shift_id -> BigInt,
        user_id -> BigInt,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        state -> Text,
        cents_per_hour -> BigInt,
        idempotency_key -> Text,
        picked_at -> Timestamp,
        undo_until -> Timestamp,
        unit_told_at -> Nullable<Timestamp>,
        confirm_by -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
        reminded_at -> Nullable<Timestamp>,
        released_at -> Nullable<Timestamp>,
        released_why -> Nullable<Text>,
        released_note -> Text,
        coming_asked_at -> Nullable<Timestamp>,
        coming_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit_events (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<BigInt>,
        actor_role -> Text,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<BigInt>,
        detail -> Text,
        mac -> Text,
    }
}

diesel::table! {
    audit_waiting (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<BigInt>,
        actor_role -> Text,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<BigInt>,
        detail -> Text,
    }
}

diesel::table! {
    audit_head (id) {
        id -> BigInt,
        last_id -> BigInt,
        mac -> Text,
        sealed_key -> Nullable<Binary>,
    }
}

diesel::table! {
    notices (id) {
        id -> BigInt,
        user_id -> BigInt,
        outbox_id -> Nullable<BigInt>,
        kind -> Text,
        payload -> Text,
        created_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mail_refusals (user_id, kind) {
        user_id -> BigInt,
        kind -> Text,
    }
}

diesel::table! {
    data_exports (id) {
        id -> BigInt,
        user_id -> BigInt,
        state -> Text,
        asked_at -> Timestamp,
        claimed_until -> Nullable<Timestamp>,
        done -> Integer,
        total -> Integer,
        blob -> Nullable<Text>,
        size_bytes -> Nullable<BigInt>,
        ready_at -> Nullable<Timestamp>,
        expires_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    erasures (id) {
        id -> BigInt,
        user_id -> BigInt,
        application_id -> Nullable<BigInt>,
        cause -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    doomed_blobs (blob) {
        blob -> Text,
        since -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        kind -> Text,
        recipient_id -> Nullable<BigInt>,
        address -> Text,
        lang -> Text,
        payload -> Text,
        created_at -> Timestamp,
        next_attempt_at -> Timestamp,
        claimed_until -> Nullable<Timestamp>,
        attempts -> Integer,
        sent_at -> Nullable<Timestamp>,
        parked_at -> Nullable<Timestamp>,
        last_error -> Text,
        bounced_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> BigInt,
        user_id -> BigInt,
        name -> Text,
        query -> Text,
        told -> Text,
        seen_id -> BigInt,
        looked_at -> Timestamp,
        told_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    statistics_snapshots (as_at) {
        as_at -> Date,
        figures -> Text,
    }
}

diesel::table! {
    escalations (application_id, kind) {
        application_id -> BigInt,
        kind -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    reviews (id) {
        id -> BigInt,
        application_id -> BigInt,
        asked_at -> Timestamp,
        due_on -> Date,
        urged_at -> Nullable<Timestamp>,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
        answer -> Text,
    }
}

diesel::table! {
    asked_facts (id) {
        id -> BigInt,
        application_id -> BigInt,
        fact -> Text,
        asked_by -> BigInt,
        asked_at -> Timestamp,
        reason -> Text,
        old_value -> Text,
        new_value -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    declarations (application_id, officer_id) {
        application_id -> BigInt,
        officer_id -> BigInt,
        relation -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    appeals (id) {
        id -> BigInt,
        application_id -> BigInt,
        made_at -> Timestamp,
        due_on -> Date,
        appeal -> Text,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
        answer -> Text,
    }
}

diesel::table! {
    pick_rules (hospital_id, rule) {
        hospital_id -> BigInt,
        rule -> Text,
        amount -> Integer,
        blocks -> Bool,
    }
}

diesel::table! {
    voidings (id) {
        id -> BigInt,
        application_id -> BigInt,
        about_id -> BigInt,
        reason -> Text,
        proposed_by -> BigInt,
        proposed_at -> Timestamp,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    unit_terms (unit_id) {
        unit_id -> BigInt,
        mode -> Text,
        confirm_hours -> Integer,
        cutoff_hours -> Integer,
        report_to -> Text,
        directions_en -> Text,
        directions_zh -> Text,
    }
}

diesel::table! {
    unit_requirements (unit_id, slot) {
        unit_id -> BigInt,
        slot -> Text,
    }
}

diesel::table! {
    relatives (user_id, unit_id) {
        user_id -> BigInt,
        unit_id -> BigInt,
        relation -> Text,
        declared_at -> Timestamp,
    }
}

diesel::table! {
    unit_blocks (id) {
        id -> BigInt,
        unit_id -> BigInt,
        user_id -> BigInt,
        reason -> Text,
        blocked_by -> BigInt,
        blocked_at -> Timestamp,
        review_on -> Date,
        appeal -> Text,
        appealed_at -> Nullable<Timestamp>,
        answer -> Text,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
        lifted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    main_job (id) {
        id -> BigInt,
        user_id -> BigInt,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
    }
}

diesel::table! {
    waiting (id) {
        id -> BigInt,
        shift_id -> BigInt,
        user_id -> BigInt,
        joined_at -> Timestamp,
        state -> Text,
        offer_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    handovers (id) {
        id -> BigInt,
        booking_id -> BigInt,
        giver_id -> BigInt,
        taker_id -> BigInt,
        back_booking_id -> Nullable<BigInt>,
        state -> Text,
        asked_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        settled_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    attendance (booking_id) {
        booking_id -> BigInt,
        state -> Text,
        signed_in_at -> Nullable<Timestamp>,
        signed_out_at -> Nullable<Timestamp>,
        from_at -> Nullable<Timestamp>,
        to_at -> Nullable<Timestamp>,
        reason -> Text,
        query -> Text,
        answer -> Text,
        authorised_by -> Nullable<BigInt>,
        authorised_at -> Nullable<Timestamp>,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    calendar_feeds (user_id) {
        user_id -> BigInt,
        salt -> Text,
        token_hash -> Text,
        level -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    experience_rates (category, currency, from_years, effective_from) {
        category -> Text,
        currency -> Text,
        from_years -> Integer,
        extra_cents_per_hour -> BigInt,
        effective_from -> Date,
        created_at -> Timestamp,
    }
}

diesel::table! {
    pay_terms (hospital_id, category, effective_from) {
        hospital_id -> BigInt,
        category -> Text,
        effective_from -> Date,
        monthly_salary -> Nullable<Integer>,
        minimum_hourly_wage -> Nullable<Integer>,
        hourly_level -> Nullable<Integer>,
    }
}

diesel::table! {
    pay_runs (id) {
        id -> BigInt,
        currency -> Text,
        state -> Text,
        made_by -> BigInt,
        made_at -> Timestamp,
        settled_by -> Nullable<BigInt>,
        settled_at -> Nullable<Timestamp>,
        paid_by -> Nullable<BigInt>,
        paid_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    pay_lines (id) {
        id -> BigInt,
        booking_id -> Nullable<BigInt>,
        user_id -> BigInt,
        hospital_id -> BigInt,
        regime -> Text,
        month -> Date,
        cents -> BigInt,
        currency -> Text,
        working -> Text,
        reckoned_at -> Timestamp,
        run_id -> Nullable<BigInt>,
        edition -> Nullable<Date>,
    }
}

diesel::table! {
    absences (booking_id) {
        booking_id -> BigInt,
        state -> Text,
        note -> Text,
        reported_by -> BigInt,
        reported_at -> Timestamp,
        word -> Text,
        word_at -> Nullable<Timestamp>,
        reviewed_by -> Nullable<BigInt>,
        reviewed_at -> Nullable<Timestamp>,
        verdict -> Text,
    }
}

diesel::table! {
    feedback (booking_id, side) {
        booking_id -> BigInt,
        side -> Text,
        again -> Bool,
        note -> Text,
        given_by -> BigInt,
        given_at -> Timestamp,
    }
}

diesel::table! {
    weather_notices (id) {
        id -> BigInt,
        signal -> Text,
        cluster_id -> Nullable<BigInt>,
        on_day -> Date,
        note -> Text,
        posted_by -> BigInt,
        posted_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    called_off (shift_id) {
        shift_id -> BigInt,
        cause -> Text,
        note -> Text,
        called_off_by -> BigInt,
        called_off_at -> Timestamp,
    }
}

diesel::table! {
    shift_invitations (id) {
        id -> BigInt,
        shift_id -> BigInt,
        user_id -> BigInt,
        invited_by -> BigInt,
        invited_at -> Timestamp,
        declined_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    preferred_members (unit_id, user_id) {
        unit_id -> BigInt,
        user_id -> BigInt,
        added_by -> BigInt,
        added_at -> Timestamp,
    }
}

diesel::table! {
    shift_fallbacks (shift_id) {
        shift_id -> BigInt,
        category -> Text,
        applies_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        moved_to -> Nullable<BigInt>,
    }
}

diesel::table! {
    weather_told (notice_id, user_id) {
        notice_id -> BigInt,
        user_id -> BigInt,
    }
}

diesel::joinable!(weather_notices -> clusters (cluster_id));
diesel::joinable!(called_off -> shifts (shift_id));
diesel::joinable!(absences -> bookings (booking_id));
diesel::joinable!(feedback -> bookings (booking_id));
diesel::joinable!(called_off -> users (called_off_by));
diesel::joinable!(relatives -> units (unit_id));
diesel::joinable!(unit_blocks -> units (unit_id));
diesel::joinable!(unit_blocks -> users (user_id));
diesel::joinable!(waiting -> shifts (shift_id));
diesel::joinable!(waiting -> users (user_id));
diesel::joinable!(handovers -> bookings (booking_id));
diesel::joinable!(reviews -> applications (application_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(known_devices -> users (user_id));
diesel::joinable!(account_links -> users (user_id));
diesel::joinable!(person_keys -> users (user_id));
diesel::joinable!(hospitals -> clusters (cluster_id));
diesel::joinable!(asked_facts -> applications (application_id));
diesel::joinable!(regime_declarations -> users (user_id));
diesel::joinable!(engagements -> hospitals (hospital_id));
diesel::joinable!(engagement_entries -> engagements (engagement_id));
diesel::joinable!(leave_requests -> engagements (engagement_id));
diesel::joinable!(promotion_rounds -> hospitals (hospital_id));
diesel::joinable!(house_rules -> hospitals (hospital_id));
diesel::joinable!(pay_terms -> hospitals (hospital_id));
diesel::joinable!(pick_rules -> hospitals (hospital_id));
diesel::joinable!(units -> hospitals (hospital_id));
diesel::joinable!(units -> specialties (specialty_id));
diesel::joinable!(unit_managers -> units (unit_id));
diesel::joinable!(unit_managers -> users (user_id));
diesel::joinable!(shift_templates -> units (unit_id));
diesel::joinable!(applications -> users (user_id));
diesel::joinable!(application_events -> applications (application_id));
diesel::joinable!(application_events -> users (actor_id));
diesel::joinable!(experiences -> applications (application_id));
diesel::joinable!(experiences -> specialties (specialty_id));
diesel::joinable!(approved_specialties -> applications (application_id));
diesel::joinable!(approved_specialties -> specialties (specialty_id));
diesel::joinable!(approved_unit_kinds -> applications (application_id));
diesel::joinable!(referees -> applications (application_id));
diesel::joinable!(document_pages -> documents (document_id));
diesel::joinable!(reference_notes -> referees (referee_id));
diesel::joinable!(reference_notes -> users (officer_id));
diesel::joinable!(document_checks -> documents (document_id));
diesel::joinable!(file_notes -> applications (application_id));
diesel::joinable!(sightings -> users (user_id));
diesel::joinable!(documents -> applications (application_id));
diesel::joinable!(documents -> users (user_id));
diesel::joinable!(appeals -> applications (application_id));
diesel::joinable!(voidings -> applications (application_id));
diesel::joinable!(shifts -> units (unit_id));
diesel::joinable!(shifts -> specialties (specialty_id));
diesel::joinable!(shifts -> users (posted_by));
diesel::joinable!(bookings -> shifts (shift_id));
diesel::joinable!(bookings -> users (user_id));
diesel::joinable!(attendance -> bookings (booking_id));
diesel::joinable!(pay_lines -> bookings (booking_id));
diesel::joinable!(pay_lines -> pay_runs (run_id));
diesel::joinable!(pay_lines -> hospitals (hospital_id));
diesel::joinable!(pay_lines -> users (user_id));
diesel::joinable!(outbox -> users (recipient_id));
diesel::joinable!(notices -> users (user_id));
diesel::joinable!(notices -> outbox (outbox_id));
diesel::joinable!(saved_searches -> users (user_id));
diesel::joinable!(shift_invitations -> shifts (shift_id));
diesel::joinable!(shift_invitations -> users (user_id));
diesel::joinable!(mail_refusals -> users (user_id));
diesel::joinable!(data_exports -> users (user_id));
diesel::joinable!(erasures -> users (user_id));
diesel::joinable!(erasures -> applications (application_id));

diesel::table! {
    board_changes (id) {
        id -> BigInt,
        xid -> BigInt,
        shift_id -> Nullable<BigInt>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    users,
    sessions,
    known_devices,
    account_links,
    throttles,
    person_keys,
    house_keys,
    clusters,
    hospitals,
    house_rules,
    regime_declarations,
    engagements,
    engagement_entries,
    leave_requests,
    promotion_rounds,
    promotion_panel,
    promotion_candidates,
    specialties,
    units,
    unit_managers,
    shift_templates,
    rates,
    applications,
    appeals,
    voidings,
    application_events,
    experiences,
    approved_specialties,
    approved_unit_kinds,
    referees,
    document_pages,
    declarations,
    asked_facts,
    escalations,
    reviews,
    document_looks,
    bulk_readings,
    reference_notes,
    document_checks,
    file_notes,
    canned_reasons,
    licence_patterns,
    office_views,
    officer_settings,
    sightings,
    documents,
    shifts,
    bookings,
    pick_rules,
    calendar_feeds,
    unit_terms,
    unit_requirements,
    relatives,
    unit_blocks,
    main_job,
    waiting,
    handovers,
    weather_notices,
    called_off,
    absences,
    feedback,
    attendance,
    experience_rates,
    pay_terms,
    pay_runs,
    pay_lines,
    audit_events,
    audit_waiting,
    audit_head,
    notices,
    mail_refusals,
    saved_searches,
    shift_invitations,
    preferred_members,
    shift_fallbacks,
    weather_told,
    board_changes,
    data_exports,
    erasures,
    doomed_blobs,
    outbox,
    statistics_snapshots,
);
