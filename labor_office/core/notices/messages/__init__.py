"""What each kind of email needs to know: a frozen dataclass a template. Import from the part, not from here.

=================  ==  ==================  =====================================================
template           #   class               module
=================  ==  ==================  =====================================================
assignment         M1  Assignment          messages.people
deadline_reminder  M2  DeadlineReminder    messages.deadlines
due_today          M3  DueToday            messages.deadlines
digest             M4  Digest              messages.digests
overdue            M5  Overdue             messages.deadlines
waiting_on_you     M6  WaitingOnYou        messages.people
for_approval       M7  ForApproval         messages.people
date_moved         M8  DateMoved           messages.digests
reading_published  M12 ReadingPublished    messages.opinions
training_due       M9  TrainingDue         messages.training_due
training_team      M9  TrainingTeam        messages.training_due
training_seat      M10 TrainingSeat        messages.training
new_sign_in        M15 NewSignIn           messages.people
for_counsel        M16 ForCounsel          messages.opinions
reading_in_question M17 ReadingInQuestion  messages.opinions
question_asked     M18 QuestionAsked       messages.opinions
question_answered  M19 QuestionAnswered    messages.opinions
came_back          M20 CameBack            messages.people
intake_asked       M22 IntakeAsked         messages.people
letter_back        M23 LetterBack          messages.letters
=================  ==  ==================  =====================================================

A promise takes the object; ``to_context()`` is what is stored, plain values with dates as
ISO text. A sweep that promises in SQL writes the same keys with ``jsonb_build_object``;
fields with a default may be left out. None of these classes has a place for a name, a
title or an allegation in what becomes the subject: act, date, unit and number only.
"""
