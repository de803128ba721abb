"""Addresses of papers.

``letter_patterns`` may be included by an app under its record, so that a grievance's letters
are at ``/grievances/G-2026-0042/letters/3/`` with the same views:

    path("grievances/<str:reference>/letters/", include(letter_patterns))
"""

from django.urls import include, path

from labor_office.core.documents.views import files, letters, papers, retention, signing

app_name = "documents"

letter_patterns = [
    path("", letters.letter_list, name="letters"),
    path("<int:number>/", letters.letter, name="letter"),
    path("<int:number>.pdf", papers.letter_pdf, name="letter_pdf"),
    path("<int:number>/draft/", letters.keep_draft, name="draft"),
    path("<int:number>/discard/", letters.discard_draft, name="discard"),
    path("<int:number>/preview/", letters.preview, name="preview"),
    path("<int:number>/sign/", signing.sign, name="sign"),
    path("<int:number>/back/", signing.back, name="back"),
    path("<int:number>/remark/", signing.remark, name="remark_letter"),
    path("<int:number>/take-back/", signing.take_back, name="take_letter_back"),
    path("<int:number>/issue/", signing.issue, name="issue"),
    path("<int:number>/correct/", signing.correct, name="correct_letter"),
    path("<int:number>/printing/", papers.printing_state, name="printing"),
    path("<int:number>/print/", papers.print_again, name="print_again"),
]

urlpatterns = [
    path("documents/", files.document_list, name="list"),
    path("documents/new/", files.new, name="new"),
    path("documents/naming/", files.naming, name="naming"),
    path("documents/retention/", retention.review, name="retention"),
    path("documents/retention/<str:reference>/", retention.destroy, name="destroy"),
    path("documents/holds/", retention.holds, name="holds"),
    path("documents/holds/<int:pk>/release/", retention.release, name="release_hold"),
    path("documents/<str:reference>/", files.document, name="document"),
    path("documents/<str:reference>/file", files.document_file, name="file"),
    path("letters/<str:reference>/", include(letter_patterns)),
]
