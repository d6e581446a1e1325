#!/usr/bin/env bash
# Makes what lies under examples/*/out and examples/papers anew. Look at the difference before you commit it.
# ITAKU names another program than the release build.
set -euo pipefail
cd "$(dirname "$0")/.."
itaku="${ITAKU:-target/release/itaku}"
[ -n "${ITAKU:-}" ] || cargo build --release --quiet
today=2026-11-21
for name in yuzawa sakura ryugasaki ogasawara tokunoshima; do
  rm -rf "examples/$name/out"
  "$itaku" assess "examples/$name/returned" --out "examples/$name/out" --today $today
done

# Papers: forms, letters, an office's own template, last year beside this year, a contract and terms of use that were read.
papers=examples/papers
yuzawa=examples/yuzawa
answers="$yuzawa/returned/回答_R9-nozei_有限会社雪国発送センター.xlsx"
"$itaku" letter --workspace $yuzawa --case R9-nozei --answers "$answers" --out $papers/様式 --today $today --overwrite
"$itaku" letter --workspace $yuzawa --case R8-sns --accounts $yuzawa/returned/SNSアカウント管理台帳.xlsx --only S01 --only S02 --out $papers/SNS --today $today --overwrite
"$itaku" letter --workspace $yuzawa --case R9-yoyaku --only クラウドサービス利用申請書 --out $papers/様式 --today $today --overwrite
"$itaku" annex --workspace $yuzawa --case R9-nozei --answers "$answers" --template $papers/団体のひな型.docx --out $papers/ひな型による特記事項.docx --today $today --overwrite
"$itaku" annex --workspace $yuzawa --case R9-nozei --answers "$yuzawa/returned/回答_R9-nozei_北越ビジネスフォーム株式会社.xlsx" --previous "$yuzawa/out/回答_R9-nozei_有限会社雪国発送センター/R9-nozei_有限会社雪国発送センター_特記事項.docx" --out $papers/新旧対照表.docx --today $today --overwrite
"$itaku" contract tests/contracts/04-cloud-terms.txt --workspace examples/sakura --case R8-chat --out $papers/約款の確認表.docx --today $today --overwrite > /dev/null
"$itaku" contract tests/contracts/01-good-kojin.txt --workspace $yuzawa --case R9-nozei --out $papers/契約書の確認表.docx --today $today --overwrite > /dev/null
# The annex of each kind of case that no vendor of the examples has answered for.
"$itaku" annex --workspace $yuzawa --case R8-sns --out $papers/特記事項_SNS.docx --today $today --overwrite
