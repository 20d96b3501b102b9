# policyc verify: is this copy what the sources publish?

load lib
load site
load versions

# PDFs take their time, and so do many alterations.
time_limit=300

setup() {
	make_versions
	build
	slug=public/policies/fel-101
}

verify() {
	expect "$1" verify "${@:2}" --as-of "$TEST_DATE"
}

@test 'what the sources publish now' {
	for name in policy.json index.html policy.xml policy.fo versions/3/policy.json versions/3/index.html; do
		verify 0 "$slug/$name"
		same "$output" "$slug/$name: version 3 of FEL_101, Surgery for carpal tunnel syndrome: what the sources publish now, in force from 1 June 2026"
		verify 0 - <"$slug/$name"
	done
	for name in index.html 404.html manifest.json search.json data/codes.csv data/policies.ndjson changes/feed.atom; do
		verify 0 "public/$name"
		same "$output" "public/$name: what the sources publish at $name"
	done
}

@test 'an earlier version: which, when it ended, and what applies now; one that is to come; one that was withdrawn' {
	for name in policy.json index.html policy.xml; do
		verify 1 "$slug/versions/2/$name"
		same "$output" "$slug/versions/2/$name: version 2 of FEL_101, Carpal tunnel release: an earlier version, which applied from 1 May 2022 to August 2023 (the record gives only the month); now it is version 3, in force from 1 June 2026"
	done
	verify 1 public/policies/fel-103/versions/2/index.html
	holds "$output" 'version 2 of FEL_103' 'which will apply from 1 January 2027; now it is version 1'
	for name in policy.json index.html policy.xml; do
		verify 1 "public/policies/fel-102/$name"
		holds "$output" 'which was withdrawn on 1 April 2025 and no longer applies'
	done
}

@test 'neither, and where it differs' {
	sed 's/eight weeks;/nine weeks;/' $slug/policy.json >copy.json
	verify 1 copy.json
	holds "$output" 'copy.json: not what the sources publish: it calls itself version 3 of FEL_101' \
		'it was changed afterwards' 'at least [-eight-]{+nine+} weeks' 'in force from 1 June 2026'
	sed 's/eight weeks;/nine weeks;/' $slug/index.html >copy.html
	verify 1 copy.html
	holds "$output" 'it has the fingerprint of version 3 of FEL_101' 'at least [-eight-]{+nine+} weeks;'
	lacks "$output" 'pregnancy'
	# One with what a terminal would obey, and bytes that are no UTF-8.
	sed "s/eight weeks;/nine \&#27;[2J\&#x9B;31m \xE9 weeks;/" $slug/index.html >terminal.html
	verify 1 terminal.html
	holds "$output" $'[2J\uFFFD31m \uFFFD'
	lacks "$output" $'\e' $'\u009B'
	jq '.title = "a\u001b[2Jb\u009b"' $slug/policy.json >terminal.json
	verify 1 terminal.json
	holds "$output" 'title: '
	lacks "$output" $'\e' $'\u009B'
	# A page that was saved without its fingerprint.
	sed -i "s/$(jq -r '.fingerprint[7:19]' $slug/policy.json)//g" copy.html
	verify 1 copy.html
	holds "$output" 'it is nearest to version 3 of FEL_101'
	sed 's/"version": "3"/"version": "9"/' $slug/policy.json >copy.json
	verify 1 copy.json
	holds "$output" 'version 9 of FEL_101, which the sources don'"'"'t have; it differs from version 3' 'version: '
	sed 's/FEL_101/FEL_777/g' $slug/policy.json >copy.json
	verify 1 copy.json
	holds "$output" 'they have no policy FEL_777' 'ref: [-"FEL_101"-]{+"FEL_777"+}'
	jq '{ref: "FEL_777", version: "1", title: "Other"}' -n >copy.json
	verify 1 copy.json
	holds "$output" 'they have no policy FEL_777'
}

@test 'the words of one version with the fingerprint of another' {
	sed "s/$(jq -r '.fingerprint[7:19]' $slug/versions/2.1/policy.json)/$(jq -r '.fingerprint[7:19]' $slug/policy.json)/g" \
		$slug/versions/2.1/index.html >copy.html
	verify 1 copy.html
	holds "$output" 'not what the sources publish'
}

# bats test_tags=slow
@test 'every alteration is found and named, and no genuine copy is refused' {
	"$BATS_TEST_DIRNAME/../tools/node" "$BATS_TEST_DIRNAME/verify_altered.mjs" "$(realpath "$POLICYC")" "$TEST_DATE" "$PWD" >altered.txt ||
		{
			head -c 6000 altered.txt
			return 1
		}
	holds "$(cat altered.txt)" 'folder: ' 'policy.json: ' 'page: '
}

@test 'a site that stands elsewhere' {
	sed 's/eight weeks;/nine weeks;/' $slug/index.html >copy.html
	build --base-url https://policies.example.org/ -o elsewhere
	verify 0 elsewhere/policies/fel-101/index.html
	verify 0 elsewhere/policies/fel-101/versions/3/index.html
	# What data say is their address.
	verify 1 elsewhere/policies/fel-101/policy.json
	holds "$output" 'url: '
	verify 0 elsewhere/policies/fel-101/policy.json --base-url https://policies.example.org/
	verify 0 elsewhere --base-url https://policies.example.org/
}

@test 'a draft that got out' {
	expect 0 build -q --drafts -o drafts --as-of "$TEST_DATE"
	for name in policy.json index.html; do
		verify 1 drafts/policies/fel-104/versions/2/$name
		holds "$output" 'version 2 of FEL_104 is a draft there'
		verify 1 drafts/policies/fel-105/versions/1.1/$name
		holds "$output" 'version 1.1 of FEL_105 is not published there yet'
	done
	verify 1 drafts
	holds "$output" 'drafts/policies/fel-104/versions/2/policy.json: added'
}

@test 'a published site, and one of another day' {
	verify 0 public
	same "$output" "public: $(($(jq '.files | length' public/manifest.json) + 1)) of $(($(jq '.files | length' public/manifest.json) + 1)) files are what the sources publish there"
	expect 0 verify public --as-of 2027-03-01
	holds "$output" 'files are what the sources publish there, as at 21 November 2026'
	# A page says of which day it is; which version applies is of today.
	expect 1 verify public/policies/fel-103/index.html --as-of 2027-03-01
	holds "$output" 'version 1 of FEL_103' 'an earlier version' 'now it is version 2, in force from 1 January 2027'
	cp public/policies/fel-101/versions/2.1/policy.json public/policies/fel-101/policy.json
	rm public/policies/fel-104/policy.json
	verify 1 public
	holds "$output" 'public/policies/fel-101/policy.json: not what the sources publish; it differs so' \
		'version: [-"3"-]{+"2.1"+}' 'public/policies/fel-104/policy.json: missing: the sources publish it' \
		'public/manifest.json: not the manifest of the files that are there' \
		'policies/fel-101/policy.json has another hash than the one listed'
}

@test 'a PDF: by its words' {
	expect 0 build -q --pdf --as-of "$TEST_DATE"
	verify 0 $slug/policy.pdf
	holds "$output" 'version 3 of FEL_101' 'what the sources publish now'
	verify 0 $slug/policy-large-print.pdf
	verify 1 $slug/versions/2/policy.pdf
	holds "$output" 'version 2 of FEL_101' 'an earlier version' 'now it is version 3, in force from 1 June 2026'
	verify 0 public
	# Saved again by other programs, which leave nothing of its metadata.
	qpdf --linearize --object-streams=generate $slug/policy.pdf saved.pdf
	verify 0 saved.pdf
	pdftocairo -pdf $slug/policy.pdf drawn.pdf
	verify 0 drawn.pdf
	# Without the tool it isn't known.
	mkdir bin
	complaint=$(env "PATH=$PWD/bin" "$POLICYC" verify --as-of "$TEST_DATE" $slug/policy.pdf) && status=0 || status=$?
	same "$status" 1
	holds "$complaint" 'pdftotext' 'is not installed; install poppler-utils'
	# Others' words, one at a time, in a PDF that is made like ours.
	while IFS=$'\t' read -r from to named; do
		cp policies/FEL_101.md kept.md
		sed -i "s/$from/$to/" policies/FEL_101.md
		cmp -s kept.md policies/FEL_101.md && {
			echo "nothing to alter: $from"
			return 1
		}
		policyc build -q --pdf --as-of "$TEST_DATE" >/dev/null 2>&1
		cp $slug/policy.pdf altered.pdf
		cp kept.md policies/FEL_101.md
		verify 1 altered.pdf
		holds "$output" 'not what the sources publish' "$named"
	done <<-'END'
		eight weeks;	nine weeks;	[-eight-]{+nine+}
		at least eight	eight	at least
		Surgery for carpal	Surgery not for carpal	not
	END
	printf '%%PDF-1.4\n' >copy.pdf
	verify 1 copy.pdf
	holds "$output" 'not compared: the words of the PDF: pdftotext can'"'"'t read it'
}

@test 'the print of a browser' {
	expect 0 build -q --pdf --as-of "$TEST_DATE"
	command -v chromium >/dev/null || {
		echo 'chromium is not installed'
		return 1
	}
	print() {
		timeout 120 chromium --headless --no-sandbox --disable-gpu "--print-to-pdf=$PWD/print.pdf" "${@:2}" \
			"file://$PWD/$1" >/dev/null 2>&1
	}
	print $slug/index.html
	verify 0 print.pdf
	holds "$output" 'version 3 of FEL_101' 'what the sources publish now'
	print $slug/versions/2/index.html --no-pdf-header-footer
	verify 1 print.pdf
	holds "$output" 'version 2 of FEL_101' 'an earlier version'
	while IFS=$'\t' read -r from to named; do
		sed "s/$from/$to/" $slug/index.html >$slug/altered.html
		print $slug/altered.html
		verify 1 print.pdf
		holds "$output" 'not what the sources publish' "$named"
	done <<-'END'
		eight weeks;	nine weeks;	{+nine+}
		at least eight	eight	at least
		In force from	Not in force from	{+Not
		What this policy covers is	What this policy covers is not	not
	END
}

@test 'bounded work' {
	head -c 17000000 /dev/zero | tr '\0' ' ' >long.json
	verify 3 long.json
	holds "$complaint" 'long.json is over 16 MiB long'
	time_limit=10
	{
		printf '<!doctype html><html><p id="policy-text" '
		seq -f 'a%g="1"' 300000
		printf '>FEL_101</p>'
	} >attributes.html
	verify 1 attributes.html
	holds "$output" 'KB long, and what the sources publish'
	sed "s/<main /<main $(seq -s ' ' -f 'a%g="1"' 300) /" $slug/index.html >attributes.html
	verify 1 attributes.html
	holds "$output" 'an element has over 200 attributes'
	{
		printf '<!doctype html><html>'
		yes '<p id="a" class="b c d"><a href="../../x/">FEL_101</a> x<b>y</b>' | head -n 100000
	} >many.html
	verify 1 many.html
	{
		printf '{"ref": "FEL_101", "version": "3", "sections": ['
		yes '{"id": "s", "x": [1, 2, 3]},' | head -n 300000
		printf '1]}'
	} >many.json
	verify 1 many.json
	holds "$output" 'KB long, and what the sources publish'
	{ jq -c 'del(.sections)' $slug/policy.json | sed 's/}$/,"sections":[/' && yes '1,' | head -n 100000 && printf '1]}'; } >rows.json
	verify 1 rows.json
	holds "$output" 'it calls itself version 3 of FEL_101' 'sections[0]'
	{ printf '{"ref": "FEL_101", "version": "3", "title": ' && head -c 100000 /dev/zero | tr '\0' '['; } >deep.json
	verify 1 deep.json
	holds "$output" 'it is no JSON'
	yes 'a,b,c,"d"' | head -n 1000000 >many.csv
	verify 1 many.csv
}

@test 'what is no copy' {
	verify 3 nothing
	holds "$complaint" 'nothing: there is no such file or folder'
	mkdir empty
	verify 2 empty
	holds "$complaint" 'empty is no published site'
	: >empty.html
	verify 2 empty.html
	holds "$complaint" 'it is empty'
	printf 'a\0b' >binary
	verify 2 binary
	holds "$complaint" 'it is a binary file'
	echo '{"schema_version": "7.0", "ref": "FEL_101"}' >later.json
	verify 2 later.json
	holds "$complaint" '"schema_version" 7.0' 'use the policyc that wrote it'
	echo '<p>' >odd.html
	verify 1 odd.html
	echo 'FEL_101' >odd.txt
	verify 1 odd.txt
	verify 2
	verify 2 a b
	chmod a-r copy.json 2>/dev/null || cp $slug/policy.json copy.json && chmod a-r copy.json
	complaint=$(bound "$POLICYC" verify copy.json 2>&1) && status=0 || status=$?
	same "$status" 3
	holds "$complaint" 'copy.json can'"'"'t be read: Permission denied'
}
