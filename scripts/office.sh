#!/usr/bin/env bash
# Opens what the personnel office gets with the programs it has: the workbook in LibreOffice (every sheet, as pages and as
# text), the document of a month's results and its fonts by Poppler. Pages lie in WORK_FOLDER/office for people to look at.
# Usage: scripts/office.sh PROGRAM WORK_FOLDER (with results in WORK_FOLDER/results)
set -euo pipefail
program="$1" work="$2"
here="$(cd "$(dirname "$0")/.." && pwd)"
work="$(cd "$work" && pwd)"
out="$work/office"
rm -rf "$out"
mkdir -p "$out/profile" "$out/share"
# Chinese type for LibreOffice, whatever this machine has of it.
ln -s "$here/assets/fonts" "$out/share/fonts"
export STREETWISE_HOME="$here"
results="$(find "$work/results" -name assessment.json | wc -l)"
for lang in zh en; do
  export_to() { "$program" export --format "$1" --from "$work/results" --data "$out/data" --lang "$lang" --out "$2" >/dev/null; }
  export_to xlsx "$out/marks-$lang.xlsx"
  export_to pdf "$out/results-$lang.pdf"
  # A profile of its own: a window that somebody has open would take the work over and do nothing.
  # It says 0 whatever happened, so what it wrote is looked for below.
  office() { XDG_DATA_HOME="$out/share" timeout 600 soffice "-env:UserInstallation=file://$out/profile" --headless --convert-to "$1" --outdir "$out" "$2" >"$out/office.log" 2>&1; }
  office pdf "$out/marks-$lang.xlsx"
  [ -s "$out/marks-$lang.pdf" ] || { cat "$out/office.log" >&2; exit 1; }
  # -1: every sheet a file of its own.
  office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' "$out/marks-$lang.xlsx"
  sheets=("$out"/marks-"$lang"-*.csv)
  [ "${#sheets[@]}" -eq 6 ] || { echo "$lang: ${#sheets[@]} sheets, not 6" >&2; exit 1; }
  marks="$out/marks-$lang-$([ "$lang" = zh ] && echo 成绩 || echo Marks).csv"
  rows="$(python3 -c 'import csv,sys; print(sum(1 for _ in csv.reader(open(sys.argv[1], encoding="utf-8"))) - 1)' "$marks")"
  [ "$rows" -eq "$results" ] || { echo "$lang: LibreOffice reads $rows of $results results" >&2; exit 1; }
  # What a sheet could not calculate or show it says so.
  if grep -lE '#REF!|#NAME\?|#VALUE!|Err:[0-9]' "${sheets[@]}"; then echo "$lang: a cell is wrong" >&2; exit 1; fi
  retrain="$([ "$lang" = zh ] && echo 谁练什么 || echo 'Who retrains what')"
  for pages in "$out/marks-$lang.pdf" "$out/results-$lang.pdf"; do
    # Page numbers and long lines may break a title; spaces do not count.
    pdftotext "$pages" - 2>/dev/null | tr -d '[:space:]' | grep -F "$(tr -d ' ' <<<"$retrain")" >/dev/null || { echo "$pages: no $retrain" >&2; exit 1; }
    pdftoppm -r 60 -png "$pages" "${pages%.pdf}" 2>/dev/null
  done
  # Every font of ours lies in the file, so that a page looks the same wherever it is opened.
  pdffonts "$out/results-$lang.pdf" 2>/dev/null | awk 'NR > 2 && $(NF-4) != "yes" { print "not embedded: " $0; bad = 1 } END { exit bad }'
done
pages() { pdfinfo "$1" 2>/dev/null | awk '/^Pages/ { print $2 }'; }
echo "LibreOffice $(soffice --version | awk '{ print $2 }'): 6 sheets, $results results in both languages; workbook $(pages "$out/marks-zh.pdf") and $(pages "$out/marks-en.pdf") pages, results $(pages "$out/results-zh.pdf") and $(pages "$out/results-en.pdf"); fonts embedded"
