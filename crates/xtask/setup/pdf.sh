#!/usr/bin/env bash
# Makes sure that the tests can open the PDF of a report: pdfinfo and pdftotext of poppler-utils, and qpdf.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

for tool in pdfinfo pdftotext qpdf; do
  command -v "$tool" >/dev/null && continue
  command -v apt-get >/dev/null || die "the tests need pdfinfo and pdftotext (poppler) and qpdf: install them"
  install poppler-utils qpdf
  break
done
