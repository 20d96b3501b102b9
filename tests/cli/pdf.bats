#!/usr/bin/env bats
# `policyc build --pdf`: which files there are, which are made again, and what stops it. What is in a PDF is looked at in
# tests/pdf.

# bats file_tags=slow

load lib
load site

# Starting Java takes its time on a busy machine.
time_limit=120

setup() {
	make_suite
	folder=policies/cmicb-clin10001
}

# add_to_first_clause WORDS: they stand at the beginning of the first clause of CMICB_Clin10000.
add_to_first_clause() {
	sed -i "0,/^1\. /s|^1\. |1. $1 |" policies/CMICB_Clin10000.md
}

@test "every version has a PDF under two names, and one in large print, linked from its page" {
	build --pdf -o public
	whole public
	for name in policy.pdf cmicb-clin10001-v0.3.pdf; do
		cmp "public/$folder/policy.pdf" "public/$folder/$name"
		cmp "public/$folder/policy.pdf" "public/$folder/versions/0.3/$name"
	done
	cmp "public/$folder/policy-large-print.pdf" "public/$folder/cmicb-clin10001-v0.3-large-print.pdf"
	pages=$(pdfinfo "public/$folder/policy.pdf" | sed -n 's/^Pages: *//p')
	size=$((($(stat -c %s "public/$folder/policy.pdf") + 500) / 1000))
	holds "$(<"public/$folder/index.html")" 'href="cmicb-clin10001-v0.3.pdf"' "($pages pages, $size KB)" \
		'href="cmicb-clin10001-v0.3-large-print.pdf"'
	build -o without
	lacks "$(<"without/$folder/index.html")" .pdf
	same "$(find without -name '*.pdf')" ''
}

@test "a PDF depends on its sources alone, and only what changed is made again" {
	sed -i 's/attach_data: false/attach_data: true/' site/site.yaml
	build --pdf -o public
	cp -R "$project" "$BATS_TEST_TMPDIR/other"
	SOURCE_DATE_EPOCH=1700000000 TZ=Asia/Tokyo expect 0 build -q --pdf -j 1 -C "$BATS_TEST_TMPDIR/other" \
		--as-of "$TEST_DATE" -o "$BATS_TEST_TMPDIR/elsewhere"
	diff -r public "$BATS_TEST_TMPDIR/elsewhere"

	# With no Java there, nothing can be made: it isn't tried where nothing changed.
	export POLICYC_JAVA_LIBRARIES=/nowhere
	sed -i 's/^author: .*/author: Somebody else/' policies/CMICB_Clin10000.md
	expect 3 build -q --pdf --as-of "$TEST_DATE" -o public
	unset POLICYC_JAVA_LIBRARIES
	before=$(stat -c '%i %Y' public/$folder/policy.pdf)
	build --pdf -o public
	same "$(stat -c '%i %Y' public/$folder/policy.pdf)" "$before"
	holds "$(pdftotext public/policies/cmicb-clin10000/policy.pdf -)" 'Somebody else'
	whole public
}

@test "site.yaml leaves out large print, attaches data and gives each page a sentence" {
	sed -i -e 's/large_print: true/large_print: false/' -e 's/attach_data: false/attach_data: true/' \
		-e 's/statement: null/statement: Printed copies are not kept up to date./' site/site.yaml
	build --pdf -o public
	same "$(find public -name '*large-print*')" ''
	pages=$(pdfinfo "public/$folder/policy.pdf" | sed -n 's/^Pages: *//p')
	same "$(pdftotext "public/$folder/policy.pdf" - | grep -c '^Printed copies are not kept up to date.$')" "$pages"
	pdfdetach -savefile policy.json -o attached.json "public/$folder/policy.pdf"
	cmp attached.json "public/$folder/policy.json"
}

@test "without Java or FOP nothing is published, and the message says what installs them" {
	POLICYC_JAVA_LIBRARIES=/nowhere expect 3 build -q --pdf --as-of "$TEST_DATE" -o public
	holds "$complaint" 'nothing was published' '/nowhere/fop.jar' 'apt-get install fop fonts-liberation2 fonts-dejavu-core'
	mkdir none
	ln -s "$(command -v timeout)" "$(command -v tr)" "$(command -v rm)" none/
	PATH=$PWD/none JAVA_HOME='' expect 3 build -q --pdf --as-of "$TEST_DATE" -o public
	holds "$complaint" 'Java' 'apt-get install fop fonts-liberation2 fonts-dejavu-core'
	[ ! -e public ]
}

@test "a character that no font has is a finding at its place, and nothing is published" {
	add_to_first_clause 'Up to 5 ≥ ½ of CO₂ in ŵ and ł is fine, 漢 is not.'
	expect 1 build --pdf --format=json --as-of "$TEST_DATE" -o public
	same "$(jq -r 'select(.check == "missing-glyph") | "\(.file):\(.line):\(.column) \(.severity)"' \
		"$BATS_TEST_TMPDIR/output")" "policies/CMICB_Clin10000.md:52:43 error"
	holds "$output" 'U+6F22'
	holds "$complaint" 'nothing was published'
	[ ! -e public ]
}

@test "what FOP says against a document is told with the policy and the place" {
	sed -i 's/^paragraph .*/paragraph line-height="nonsense"/' templates/pdf-styles.mustache
	expect 3 build -q --pdf --as-of "$TEST_DATE" -o public
	holds "$complaint" 'Apache FOP says' 'policies/CMICB_Clin10001.md:' 'policy.fo, line' 'line-height="nonsense"'
	[ ! -e public ]
	cp "$BATS_TEST_DIRNAME"/../../templates/pdf-styles.mustache templates/
	sed -i 's|<fo:page-number/>|<fo:no-such-thing/>|' templates/pdf.mustache
	expect 3 build -q --pdf --as-of "$TEST_DATE" -o public
	holds "$complaint" 'Apache FOP says' no-such-thing
}

@test "a style that is none is told as the template's" {
	echo 'heading-7 color="red"' >>templates/pdf-styles.mustache
	expect 1 build -q --as-of "$TEST_DATE" -o public
	holds "$output" 'templates/pdf-styles.mustache' 'no style "heading-7"'
	[ ! -e public ]
}

@test "a picture is in the PDF, and a changed picture makes it again" {
	mkdir -p site/assets
	cp "$BATS_TEST_DIRNAME/../golden/project/site/assets/pathway.svg" site/assets/
	add_to_first_clause '![The pathway: first this, then that](site/assets/pathway.svg)'
	build --pdf -o public
	before=$(sha256sum <public/policies/cmicb-clin10000/policy.pdf)
	sed -i 's/<svg /<svg id="other" /' site/assets/pathway.svg
	build --pdf -o public
	[ "$(sha256sum <public/policies/cmicb-clin10000/policy.pdf)" != "$before" ]
	# Nothing that a picture names is fetched from anywhere.
	sed -i 's|</svg>|<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://127.0.0.1:9/x.png" width="9" height="9"/></svg>|' site/assets/pathway.svg
	expect 1 build -q --pdf --as-of "$TEST_DATE" -o public
	holds "$output" 'site/assets/pathway.svg' '[raw-html]'
	# Nor by an entity, which could name any file or grow without end, and which compression would hide.
	printf '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>' |
		gzip >site/assets/pathway.png
	rm site/assets/pathway.svg
	sed -i 's/pathway\.svg/pathway.png/' policies/CMICB_Clin10000.md
	expect 3 build -q --pdf --as-of "$TEST_DATE" -o public
	holds "$complaint" 'Image not found. URI: site/assets/pathway.png'
}

@test "diff --format=pdf shows what changed in words, and is no copy of a version" {
	"$BATS_TEST_DIRNAME/../tools/project" versions "$BATS_TEST_TMPDIR/versions"
	cd "$BATS_TEST_TMPDIR/versions"
	expect 1 diff --format=pdf --as-of "$TEST_DATE" policies/versions/FEL_101@2.1.md policies/FEL_101.md -o redline.pdf
	same "$output$complaint" ''
	holds "$(pdftotext -raw redline.pdf -)" 'changes from version 2.1 to 3' 'at least [removed: six] [added: three] months'
	holds "$(pdfinfo redline.pdf)" 'Changes from version 2.1 to 3' 'Tagged:          yes'
	expect 1 diff --format=pdf --as-of "$TEST_DATE" policies/versions/FEL_101@2.1.md policies/FEL_101.md
	cmp "$BATS_TEST_TMPDIR/output" redline.pdf
	expect 1 verify --as-of "$TEST_DATE" redline.pdf
	# Nothing to show is shown too; two folders are too much for one document.
	expect 0 diff --format=pdf --as-of "$TEST_DATE" policies/FEL_101.md policies/FEL_101.md -o none.pdf
	expect 2 diff --format=pdf --as-of "$TEST_DATE" . . -o both.pdf
	holds "$complaint" 'two versions of one policy'
	[ ! -e both.pdf ]
}

@test "verify knows which version a PDF is" {
	build --pdf -o public
	expect 0 verify --as-of "$TEST_DATE" "public/$folder/policy.pdf"
	holds "$output" CMICB_Clin10001 0.3
	sed -i 's/persisted for at least one year/persisted for at least two years/' policies/CMICB_Clin10001.md
	expect 1 verify --as-of "$TEST_DATE" "public/$folder/policy.pdf"
}
