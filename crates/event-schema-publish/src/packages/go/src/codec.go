//lint:file-ignore U1000 every catalogue has the whole of it

package PACKAGE

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Nullable is a value or null.
type Nullable[T any] struct {
	// Value is the value if Valid is true.
	Value T
	// Valid is false for null.
	Valid bool
}

// NonNull returns a value that is not null.
func NonNull[T any](value T) Nullable[T] { return Nullable[T]{value, true} }

// Null returns null.
func Null[T any]() Nullable[T] { return Nullable[T]{} }

// Optional is a property that may be absent, which is not the same as null.
type Optional[T any] struct {
	// Value is the value if Present is true.
	Value T
	// Present is false for a property that is not there.
	Present bool
}

// Present returns a property that is there.
func Present[T any](value T) Optional[T] { return Optional[T]{value, true} }

// Absent returns a property that is not there.
func Absent[T any]() Optional[T] { return Optional[T]{} }

// Issue is one thing that is wrong.
type Issue struct {
	// Path says where it is, as a JSON pointer; it is empty for the event itself.
	Path string
	// Expected says what was expected there. No value is quoted: payloads hold personal data.
	Expected string
}

func (i Issue) String() string {
	if i.Path == "" {
		return "expected " + i.Expected
	}
	return i.Path + ": expected " + i.Expected
}

// Error says that a payload or an event is not what the contract says.
type Error struct {
	// Issues are all that is wrong; there is at least one.
	Issues []Issue
}

func (e *Error) Error() string {
	texts := make([]string, len(e.Issues))
	for i, issue := range e.Issues {
		texts[i] = issue.String()
	}
	return strings.Join(texts, "; ")
}

// place collects what is wrong, and where.
type place struct {
	path   string
	issues *[]Issue
	more   string
}

func (p place) at(name string) place {
	escaped := strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
	return place{path: p.path + "/" + escaped, issues: p.issues}
}

// orNull is the same place, where null would do as well.
func (p place) orNull() place { return place{p.path, p.issues, ", or null"} }

func (p place) expected(expected string) {
	*p.issues = append(*p.issues, Issue{p.path, expected + p.more})
}

// codec says how a type is read and written.
type codec[T any] struct {
	read  func(n node, p place) T
	write func(b *strings.Builder, value T, p place)
}

// rule is what a value must obey beside its type.
type rule[T any] struct {
	expected string
	holds    func(value T) bool
}

// obey checks a value, and says all that was expected of it if a rule does not hold.
func obey[T any](value T, noun string, rules []rule[T], p place) {
	for _, r := range rules {
		if !r.holds(value) {
			p.expected(described(noun, rules))
			return
		}
	}
}

func described[T any](noun string, rules []rule[T]) string {
	words := []string{noun}
	for _, r := range rules {
		words = append(words, r.expected)
	}
	return strings.Join(words, ", ")
}

func minimum[N int64 | uint64 | float64](bound N) rule[N] {
	return rule[N]{fmt.Sprintf("at least %v", bound), func(value N) bool { return value >= bound }}
}

func maximum[N int64 | uint64 | float64](bound N) rule[N] {
	return rule[N]{fmt.Sprintf("at most %v", bound), func(value N) bool { return value <= bound }}
}

func above[N int64 | uint64 | float64](bound N) rule[N] {
	return rule[N]{fmt.Sprintf("more than %v", bound), func(value N) bool { return value > bound }}
}

func below[N int64 | uint64 | float64](bound N) rule[N] {
	return rule[N]{fmt.Sprintf("less than %v", bound), func(value N) bool { return value < bound }}
}

func multipleOf[N int64 | uint64 | float64](step string) rule[N] {
	return rule[N]{"a multiple of " + step, func(value N) bool {
		divisor, _ := new(big.Rat).SetString(step)
		dividend, _ := new(big.Rat).SetString(fmt.Sprint(value))
		return dividend.Quo(dividend, divisor).IsInt()
	}}
}

func among[N int64 | uint64 | float64](numbers ...string) rule[N] {
	return rule[N]{"one of " + strings.Join(numbers, ", "), func(value N) bool {
		exact, _ := new(big.Rat).SetString(fmt.Sprint(value))
		for _, number := range numbers {
			if other, _ := new(big.Rat).SetString(number); other.Cmp(exact) == 0 {
				return true
			}
		}
		return false
	}}
}

func not[N int64 | uint64 | float64](number string) rule[N] {
	return rule[N]{"other than " + number, func(value N) bool {
		exact, _ := new(big.Rat).SetString(fmt.Sprint(value))
		other, _ := new(big.Rat).SetString(number)
		return other.Cmp(exact) != 0
	}}
}

func minLength(least int) rule[string] {
	return rule[string]{
		"at least " + counted(least, "character"),
		func(value string) bool { return utf8.RuneCountInString(value) >= least },
	}
}

func maxLength(most int) rule[string] {
	return rule[string]{
		"at most " + counted(most, "character"),
		func(value string) bool { return utf8.RuneCountInString(value) <= most },
	}
}

func startsWith(start string) rule[string] {
	return rule[string]{
		fmt.Sprintf("that begins with %q", start),
		func(value string) bool { return strings.HasPrefix(value, start) },
	}
}

func endsWith(end string) rule[string] {
	return rule[string]{
		fmt.Sprintf("that ends with %q", end),
		func(value string) bool { return strings.HasSuffix(value, end) },
	}
}

func contains(part string) rule[string] {
	return rule[string]{
		fmt.Sprintf("that contains %q", part),
		func(value string) bool { return strings.Contains(value, part) },
	}
}

func oneOf(values ...string) rule[string] {
	return rule[string]{
		"one of " + quotedNames(values),
		func(value string) bool {
			for _, allowed := range values {
				if value == allowed {
					return true
				}
			}
			return false
		},
	}
}

// matches takes a pattern, and the table that decides it in one pass: the length of a row, the first state, the first
// that accepts, how many classes of characters there are, where each begins and which it is, and the next state for
// each state and class.
func matches(pattern, table string) rule[string] {
	var numbers []int
	for _, word := range strings.Fields(table) {
		number, _ := strconv.Atoi(word)
		numbers = append(numbers, number)
	}
	width, start, ends := numbers[0], numbers[1], numbers[2]
	classes, next := numbers[4:4+2*numbers[3]], numbers[4+2*numbers[3]:]
	return rule[string]{
		"that matches " + pattern,
		func(value string) bool {
			state := start
			for _, character := range value {
				if state <= width {
					break
				}
				at := sort.Search(len(classes)/2, func(i int) bool { return classes[2*i] > int(character) })
				state = next[state+classes[2*at-1]]
			}
			return state == width || state >= ends
		},
	}
}

// ofFormat takes patterns that a string must match; a time of day begins at timeAt, unless that is negative.
func ofFormat(told string, timeAt int, patterns ...rule[string]) rule[string] {
	return rule[string]{told, func(value string) bool {
		for _, pattern := range patterns {
			if !pattern.holds(value) {
				return false
			}
		}
		return timeAt < 0 || isSecond(value[timeAt:])
	}}
}

// isSecond tells whether a leap second is the last second of a day in UTC.
func isSecond(time string) bool {
	if time[6:8] != "60" {
		return true
	}
	minutes := func(text string) int {
		hour, _ := strconv.Atoi(text[:2])
		minute, _ := strconv.Atoi(text[3:5])
		return hour*60 + minute
	}
	local, last := minutes(time), time[len(time)-1:]
	if last != "Z" && last != "z" {
		ahead := minutes(time[len(time)-5:])
		if time[len(time)-6] == '-' {
			ahead = -ahead
		}
		local -= ahead
	}
	const day = 24 * 60
	return (local+2*day)%day == day-1
}

// count is how many items or members there are.
type count int

func minItems(least int) rule[count] { return atLeast(least, "item") }

func maxItems(most int) rule[count] { return atMost(most, "item") }

func minProperties(least int) rule[count] { return atLeast(least, "member") }

func maxProperties(most int) rule[count] { return atMost(most, "member") }

func atLeast(least int, unit string) rule[count] {
	return rule[count]{
		"at least " + counted(least, unit),
		func(value count) bool { return int(value) >= least },
	}
}

func atMost(most int, unit string) rule[count] {
	return rule[count]{
		"at most " + counted(most, unit),
		func(value count) bool { return int(value) <= most },
	}
}

func counted(count int, unit string) string {
	if count != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", count, unit)
}

func oneOfThe(noun string, names ...string) string {
	if len(names) == 1 {
		return "the " + noun + " " + quotedNames(names)
	}
	return "one of the " + noun + "s " + quotedNames(names)
}

func quotedNames(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = strconv.Quote(name)
	}
	return strings.Join(quoted, ", ")
}

func boolCodec(rules ...rule[bool]) codec[bool] {
	const noun = "a boolean"
	return codec[bool]{
		read: func(n node, p place) bool {
			if n.kind != boolean {
				p.expected(described(noun, rules))
				return false
			}
			obey(n.text == "true", noun, rules, p)
			return n.text == "true"
		},
		write: func(b *strings.Builder, value bool, p place) {
			obey(value, noun, rules, p)
			b.WriteString(strconv.FormatBool(value))
		},
	}
}

func only(allowed bool) rule[bool] {
	return rule[bool]{
		"that is " + strconv.FormatBool(allowed),
		func(value bool) bool { return value == allowed },
	}
}

func intCodec(rules ...rule[int64]) codec[int64] {
	parse := func(written string) (int64, error) { return strconv.ParseInt(written, 10, 64) }
	return wholeCodec("an integer of 64 bits", parse, rules)
}

func uintCodec(rules ...rule[uint64]) codec[uint64] {
	parse := func(written string) (uint64, error) { return strconv.ParseUint(written, 10, 64) }
	return wholeCodec("an unsigned integer of 64 bits", parse, rules)
}

func wholeCodec[N int64 | uint64](noun string, parse func(string) (N, error), rules []rule[N]) codec[N] {
	return codec[N]{
		read: func(n node, p place) N {
			if exact := decimalOf(n.text); n.kind == number && exact.isWhole() {
				if value, err := parse(exact.written()); err == nil {
					obey(value, noun, rules, p)
					return value
				}
			}
			p.expected(described(noun, rules))
			return 0
		},
		write: func(b *strings.Builder, value N, p place) {
			obey(value, noun, rules, p)
			fmt.Fprint(b, value)
		},
	}
}

func floatCodec(rules ...rule[float64]) codec[float64] {
	const noun = "a number"
	return codec[float64]{
		read: func(n node, p place) float64 {
			if n.kind != number {
				p.expected(described(noun, rules))
				return 0
			}
			value, _ := strconv.ParseFloat(n.text, 64)
			obey(value, noun, rules, p)
			return value
		},
		write: func(b *strings.Builder, value float64, p place) {
			if math.IsNaN(value) || math.IsInf(value, 0) {
				p.expected(noun)
				return
			}
			obey(value, noun, rules, p)
			b.WriteString(strconv.FormatFloat(value, 'g', -1, 64))
		},
	}
}

func stringCodec(rules ...rule[string]) codec[string] {
	return stringsCodec[string]("a string", rules)
}

// openCodec is for lists of strings that others may be added to.
func openCodec[S ~string]() codec[S] { return stringsCodec[S]("a string", nil) }

func enumCodec[S ~string](values ...S) codec[S] {
	names := make([]string, len(values))
	for i, value := range values {
		names[i] = string(value)
	}
	known := func(value string) bool {
		for _, other := range names {
			if value == other {
				return true
			}
		}
		return false
	}
	return stringsCodec[S]("a string", []rule[string]{{"one of " + quotedNames(names), known}})
}

func stringsCodec[S ~string](noun string, rules []rule[string]) codec[S] {
	return codec[S]{
		read: func(n node, p place) S {
			if n.kind != text {
				p.expected(described(noun, rules))
				return ""
			}
			obey(n.text, noun, rules, p)
			return S(n.text)
		},
		write: func(b *strings.Builder, value S, p place) {
			if !utf8.ValidString(string(value)) {
				p.expected("a string in UTF-8")
			}
			obey(string(value), noun, rules, p)
			quote(b, string(value))
		},
	}
}

// aliased is for strings that are read by other names too.
func aliased[T any](inner codec[T], aliases map[string]string) codec[T] {
	return codec[T]{
		read: func(n node, p place) T {
			if own, ok := aliases[n.text]; ok && n.kind == text {
				n.text = own
			}
			return inner.read(n, p)
		},
		write: inner.write,
	}
}

// nullCodec is for null and nothing else.
func nullCodec() codec[struct{}] {
	return codec[struct{}]{
		read: func(n node, p place) (none struct{}) {
			if n.kind != null {
				p.expected("null")
			}
			return none
		},
		write: func(b *strings.Builder, _ struct{}, _ place) { b.WriteString("null") },
	}
}

// anyCodec keeps any JSON value as it is spelled.
func anyCodec() codec[json.RawMessage] {
	return codec[json.RawMessage]{
		read: func(n node, _ place) json.RawMessage { return json.RawMessage(n.raw) },
		write: func(b *strings.Builder, value json.RawMessage, p place) {
			if _, issue := parse(value); issue != nil {
				p.expected("a JSON value")
			}
			b.Write(value)
		},
	}
}

func nullableCodec[T any](inner codec[T]) codec[Nullable[T]] {
	return codec[Nullable[T]]{
		read: func(n node, p place) Nullable[T] {
			if n.kind == null {
				return Nullable[T]{}
			}
			return NonNull(inner.read(n, p.orNull()))
		},
		write: func(b *strings.Builder, value Nullable[T], p place) {
			if !value.Valid {
				b.WriteString("null")
				return
			}
			inner.write(b, value.Value, p.orNull())
		},
	}
}

// pointerCodec is for types that hold themselves.
func pointerCodec[T any](inner codec[T]) codec[*T] {
	return codec[*T]{
		read: func(n node, p place) *T {
			value := inner.read(n, p)
			return &value
		},
		write: func(b *strings.Builder, value *T, p place) {
			if value == nil {
				p.expected("a value")
				return
			}
			inner.write(b, *value, p)
		},
	}
}

func listCodec[T any](item codec[T], rules ...rule[count]) codec[[]T] {
	return codec[[]T]{
		read: func(n node, p place) []T {
			if n.kind != array {
				p.expected(described("an array", rules))
				return nil
			}
			obey(count(len(n.items)), "an array", rules, p)
			items := make([]T, len(n.items))
			for i, value := range n.items {
				items[i] = item.read(value, p.at(strconv.Itoa(i)))
			}
			return items
		},
		write: func(b *strings.Builder, items []T, p place) {
			obey(count(len(items)), "an array", rules, p)
			b.WriteByte('[')
			for i, value := range items {
				if i > 0 {
					b.WriteByte(',')
				}
				item.write(b, value, p.at(strconv.Itoa(i)))
			}
			b.WriteByte(']')
		},
	}
}

// rules are about more than one value: they look at JSON, as it came or as it is written.
type rules func(n node, p place)

// ruled is for values that obey rules about what stands in them.
func ruled[T any](inner codec[T], all ...rules) codec[T] {
	return codec[T]{
		read: func(n node, p place) T {
			before := len(*p.issues)
			value := inner.read(n, p)
			if len(*p.issues) == before {
				eachOf(all...)(n, p)
			}
			return value
		},
		write: func(b *strings.Builder, value T, p place) {
			start, before := b.Len(), len(*p.issues)
			inner.write(b, value, p)
			if len(*p.issues) == before {
				n, _ := parse([]byte(b.String()[start:]))
				eachOf(all...)(n, p)
			}
		},
	}
}

// predicate tells something of a value.
type predicate func(n node) bool

// is demands that a value is of a type.
func is[T any](c codec[T]) rules { return func(n node, p place) { c.read(n, p) } }

func (r rules) hold(n node) bool {
	issues := []Issue{}
	r(n, place{issues: &issues})
	return len(issues) == 0
}

// uniqueItems demands that no two items of a list are equal.
func uniqueItems(n node, p place) {
	seen := make(map[string]bool, len(n.items))
	for _, item := range n.items {
		seen[identity(item)] = true
	}
	if len(seen) < len(n.items) {
		p.expected("no two equal items")
	}
}

func contained(n node, each rules) (found int) {
	for _, item := range n.items {
		if item.kind != null && each.hold(item) {
			found++
		}
	}
	return found
}

func minContains(least int, each rules) rules {
	return func(n node, p place) {
		if contained(n, each) < least {
			p.expected("at least " + counted(least, "item") + " of a kind that it must contain")
		}
	}
}

func maxContains(most int, each rules) rules {
	return func(n node, p place) {
		if contained(n, each) > most {
			p.expected("at most " + counted(most, "item") + " of a kind that it must not contain more of")
		}
	}
}

func prefixItems(each ...rules) rules {
	return func(n node, p place) {
		for i, one := range each {
			if i < len(n.items) {
				one(n.items[i], p.at(strconv.Itoa(i)))
			}
		}
	}
}

func patternProperties(names, values rules) rules {
	return func(n node, p place) {
		for _, m := range n.members {
			if names.hold(node{kind: text, text: m.name}) {
				values(m.value, p.at(m.name))
			}
		}
	}
}

func dependentRequired(property string, required ...string) rules {
	return func(n node, p place) {
		for _, name := range required {
			if find(n, property) != nil && find(n, name) == nil {
				p.at(name).expected("the property beside " + strconv.Quote(property))
			}
		}
	}
}

func condition(test predicate, then, otherwise rules) rules {
	return func(n node, p place) {
		if test(n) {
			then(n, p)
		} else {
			otherwise(n, p)
		}
	}
}

func allOf(tests ...predicate) predicate {
	return func(n node) bool {
		for _, holds := range tests {
			if !holds(n) {
				return false
			}
		}
		return true
	}
}

func eachOf(all ...rules) rules {
	return func(n node, p place) {
		for _, one := range all {
			one(n, p)
		}
	}
}

func has(property string, value rules) predicate {
	return func(n node) bool {
		found := find(n, property)
		return found != nil && found.kind != null && value.hold(*found)
	}
}

func mustHave(property string, value rules) rules {
	return func(n node, p place) {
		if found := find(n, property); found == nil || found.kind == null {
			p.at(property).expected("a value, for the values of others require it")
		} else {
			value(*found, p.at(property))
		}
	}
}

func mayHave(property string, value rules) rules {
	return func(n node, p place) {
		if found := find(n, property); found != nil && found.kind != null {
			value(*found, p.at(property))
		}
	}
}

func find(n node, name string) *node {
	for i := range n.members {
		if n.members[i].name == name {
			return &n.members[i].value
		}
	}
	return nil
}

// identity is one text for what JSON Schema calls equal: spelling and order do not matter.
func identity(n node) string {
	var b strings.Builder
	switch n.kind {
	case number:
		return fmt.Sprint(decimalOf(n.text))
	case text:
		quote(&b, n.text)
	case array:
		for _, item := range n.items {
			b.WriteString("[" + identity(item))
		}
		b.WriteByte(']')
	case object:
		parts := make([]string, len(n.members))
		for i, m := range n.members {
			parts[i] = strconv.Quote(m.name) + ":" + identity(m.value)
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, ",") + "}"
	default:
		return n.raw
	}
	return b.String()
}

func mapCodec[T any](value codec[T], rules ...rule[count]) codec[map[string]T] {
	return codec[map[string]T]{
		read: func(n node, p place) map[string]T {
			if n.kind != object {
				p.expected(described("an object", rules))
				return nil
			}
			members := make(map[string]T, len(n.members))
			for _, m := range n.members {
				members[m.name] = value.read(m.value, p.at(m.name))
			}
			obey(count(len(members)), "an object", rules, p)
			return members
		},
		write: func(b *strings.Builder, members map[string]T, p place) {
			obey(count(len(members)), "an object", rules, p)
			b.WriteByte('{')
			for i, name := range sortedNames(members) {
				if i > 0 {
					b.WriteByte(',')
				}
				quote(b, name)
				b.WriteByte(':')
				value.write(b, members[name], p.at(name))
			}
			b.WriteByte('}')
		},
	}
}

// named is a map whose names obey rules.
func named[T any](members codec[map[string]T], rules ...rule[string]) codec[map[string]T] {
	const noun = "a name"
	return codec[map[string]T]{
		read: func(n node, p place) map[string]T {
			for _, m := range n.members {
				obey(m.name, noun, rules, p.at(m.name))
			}
			return members.read(n, p)
		},
		write: func(b *strings.Builder, value map[string]T, p place) {
			for name := range value {
				obey(name, noun, rules, p.at(name))
			}
			members.write(b, value, p)
		},
	}
}

// tuple is an array with a codec for each of its items.
func tupleCodec[T any, P interface {
	*T
	bind() []property
}]() codec[T] {
	expected := func(items []property) string { return "an array of " + counted(len(items), "item") }
	return codec[T]{
		read: func(n node, p place) T {
			var value T
			items := P(&value).bind()
			if n.kind != array || len(n.items) != len(items) {
				p.expected(expected(items))
				return value
			}
			for i, item := range items {
				item.read(n.items[i], p.at(item.names[0]))
			}
			return value
		},
		write: func(b *strings.Builder, value T, p place) {
			separator := byte('[')
			for _, item := range P(&value).bind() {
				b.WriteByte(separator)
				separator = ','
				item.write(b, p.at(item.names[0]))
			}
			b.WriteByte(']')
		},
	}
}

// variant is one of the types that a union U is.
type variant[U any] struct {
	// names are what it is read by; the first is written. Without names, it stands for all others.
	names []string
	// read is nil for what is its name and nothing else.
	read func(n node, p place) U
	unit U
	// write says whether the value is the variant's.
	write func(b *strings.Builder, value U, p place) bool
}

// unitOf is a variant that is its name and nothing else.
func unitOf[U any, V comparable](unit V, names ...string) variant[U] {
	return variant[U]{
		names: names,
		unit:  any(unit).(U),
		write: func(b *strings.Builder, value U, _ place) bool {
			if any(value) != any(unit) {
				return false
			}
			quote(b, names[0])
			return true
		},
	}
}

// valueOf is a variant that holds a value.
func valueOf[U, V, T any](names []string, c codec[T], wrapped func(T) V, held func(V) T) variant[U] {
	return variant[U]{
		names: names,
		read:  func(n node, p place) U { return any(wrapped(c.read(n, p))).(U) },
		write: func(b *strings.Builder, value U, p place) bool {
			own, ok := any(value).(V)
			if ok {
				c.write(b, held(own), p)
			}
			return ok
		},
	}
}

// itselfOf is a variant that is an object with a tag.
func itselfOf[U, V any](names []string, c codec[V]) variant[U] {
	same := func(value V) V { return value }
	return valueOf[U, V, V](names, c, same, same)
}

func (v variant[U]) is(name string) bool {
	for _, own := range v.names {
		if name == own {
			return true
		}
	}
	return false
}

// keyedCodec is for a name, or an object with one member, whose name says what stands there.
func keyedCodec[U any](variants ...variant[U]) codec[U] {
	var units, others, words []string
	for _, v := range variants {
		if v.read == nil {
			units = append(units, v.names[0])
		} else {
			others = append(others, v.names[0])
		}
	}
	if len(units) > 0 {
		words = append(words, oneOfThe("string", units...))
	}
	if len(others) > 0 {
		words = append(words, "an object with only one member: "+quotedNames(others))
	}
	expected := strings.Join(words, " or ")
	return codec[U]{
		read: func(n node, p place) (none U) {
			for _, v := range variants {
				if v.read == nil && n.kind == text && v.is(n.text) {
					return v.unit
				}
				if v.read != nil && n.kind == object && len(n.members) == 1 && v.is(n.members[0].name) {
					return v.read(n.members[0].value, p.at(n.members[0].name))
				}
			}
			p.expected(expected)
			return none
		},
		write: func(b *strings.Builder, value U, p place) {
			for _, v := range variants {
				var inner strings.Builder
				if !v.write(&inner, value, p.at(v.names[0])) {
					continue
				}
				if v.read == nil {
					b.WriteString(inner.String())
					return
				}
				b.WriteByte('{')
				quote(b, v.names[0])
				b.WriteString(":" + inner.String() + "}")
				return
			}
			p.expected(expected)
		},
	}
}

// taggedCodec is for one of several objects, which a property tells apart.
func taggedCodec[U any](tag string, variants ...variant[U]) codec[U] {
	var names []string
	for _, v := range variants {
		if len(v.names) > 0 {
			names = append(names, v.names[0])
		}
	}
	expected := oneOfThe("string", names...)
	chosen := func(n node, p place) *variant[U] {
		if n.kind != object {
			p.expected("an object")
			return nil
		}
		found := find(n, tag)
		if found == nil {
			p.at(tag).expected("the property")
			return nil
		}
		for i, v := range variants {
			if found.kind == text && (v.is(found.text) || len(v.names) == 0) {
				return &variants[i]
			}
		}
		p.at(tag).expected(expected)
		return nil
	}
	return codec[U]{
		read: func(n node, p place) (none U) {
			if v := chosen(n, p); v != nil {
				return v.read(n, p)
			}
			return none
		},
		write: func(b *strings.Builder, value U, p place) {
			start := b.Len()
			for _, v := range variants {
				if !v.write(b, value, p) {
					continue
				}
				if len(v.names) == 0 {
					n, _ := parse([]byte(b.String()[start:]))
					if other := chosen(n, p); other != nil && len(other.names) > 0 {
						p.at(tag).expected("a tag that no other variant has")
					}
				}
				return
			}
			p.expected(expected)
		},
	}
}

// choiceCodec is for one of several types: the first that takes a value counts.
func choiceCodec[U any](expected string, variants ...variant[U]) codec[U] {
	return codec[U]{
		read: func(n node, p place) (none U) {
			for _, v := range variants {
				issues := []Issue{}
				if value := v.read(n, place{path: p.path, issues: &issues}); len(issues) == 0 {
					return value
				}
			}
			p.expected(expected)
			return none
		},
		write: writeFirst(expected, variants),
	}
}

func writeFirst[U any](expected string, variants []variant[U]) func(*strings.Builder, U, place) {
	return func(b *strings.Builder, value U, p place) {
		for _, v := range variants {
			if v.write(b, value, p) {
				return
			}
		}
		p.expected(expected)
	}
}

// lazily is a codec that is looked up when it is used: types may refer to themselves.
func lazily[T any](of func() codec[T]) codec[T] {
	return codec[T]{
		read:  func(n node, p place) T { return of().read(n, p) },
		write: func(b *strings.Builder, value T, p place) { of().write(b, value, p) },
	}
}

// property binds a name on the wire to a field.
type property struct {
	names    []string
	optional bool
	read     func(n node, p place)
	// write is nil for a property that is absent.
	write func(b *strings.Builder, p place)
	// keep is for what no property takes.
	keep func(name string, n node, p place)
	// kept writes what was kept, each member behind a separator.
	kept func(b *strings.Builder, p place, isTaken func(string) bool, separator byte) byte
}

func required[T any](field *T, c codec[T], names ...string) property {
	return property{
		names: names,
		read:  func(n node, p place) { *field = c.read(n, p) },
		write: func(b *strings.Builder, p place) { c.write(b, *field, p) },
	}
}

func optional[T any](field *Optional[T], c codec[T], names ...string) property {
	bound := property{
		names:    names,
		optional: true,
		read:     func(n node, p place) { *field = Present(c.read(n, p)) },
	}
	if field.Present {
		bound.write = func(b *strings.Builder, p place) { c.write(b, field.Value, p) }
	}
	return bound
}

// tag binds the property that tells events apart.
func tag(name string, values ...string) property {
	return property{
		names: []string{name},
		read: func(n node, p place) {
			for _, value := range values {
				if n.kind == text && n.text == value {
					return
				}
			}
			p.expected("the string " + strconv.Quote(values[0]))
		},
		write: func(b *strings.Builder, _ place) { quote(b, values[0]) },
	}
}

// rest binds the map that keeps what no property takes.
func rest[T any](field *map[string]T, c codec[T]) property {
	return property{
		optional: true,
		keep: func(name string, n node, p place) {
			if *field == nil {
				*field = map[string]T{}
			}
			(*field)[name] = c.read(n, p)
		},
		kept: func(b *strings.Builder, p place, isTaken func(string) bool, separator byte) byte {
			for _, name := range sortedNames(*field) {
				if isTaken(name) {
					p.at(name).expected("a name that no property has")
				}
				b.WriteByte(separator)
				separator = ','
				quote(b, name)
				b.WriteByte(':')
				c.write(b, (*field)[name], p.at(name))
			}
			return separator
		},
	}
}

func sortedNames[T any](members map[string]T) []string {
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// bound is an object whose properties are bound to its fields.
type bound interface {
	bind() []property
	isClosed() bool
}

// related is an object whose properties have to do with each other.
type related interface {
	rules() []rules
}

func objectCodec[T any, P interface {
	*T
	bound
}]() codec[T] {
	return codec[T]{
		read: func(n node, p place) T {
			var value T
			readObject(P(&value), n, p)
			return value
		},
		write: func(b *strings.Builder, value T, p place) { writeObject(P(&value), b, p) },
	}
}

func readObject(value bound, n node, p place) {
	if n.kind != object {
		p.expected("an object")
		return
	}
	before, properties := len(*p.issues), value.bind()
	found := make([]bool, len(properties))
	for _, m := range n.members {
		switch i := indexOf(properties, m.name); {
		case i < 0 && len(properties) > 0 && properties[len(properties)-1].keep != nil:
			properties[len(properties)-1].keep(m.name, m.value, p.at(m.name))
		case i < 0 && value.isClosed():
			p.expected("no property " + strconv.Quote(m.name))
		case i < 0:
		case found[i]:
			p.at(m.name).expected("the property only once")
		default:
			found[i] = true
			properties[i].read(m.value, p.at(m.name))
		}
	}
	for i, each := range properties {
		if !found[i] && !each.optional {
			p.at(each.names[0]).expected("the property")
		}
	}
	if object, ok := value.(related); ok && len(*p.issues) == before {
		eachOf(object.rules()...)(n, p)
	}
}

func indexOf(properties []property, name string) int {
	for i, each := range properties {
		for _, other := range each.names {
			if name == other {
				return i
			}
		}
	}
	return -1
}

func writeObject(value bound, b *strings.Builder, p place) {
	separator, properties := byte('{'), value.bind()
	start, before := b.Len(), len(*p.issues)
	for _, each := range properties {
		if each.kept != nil {
			isTaken := func(name string) bool { return indexOf(properties, name) >= 0 }
			separator = each.kept(b, p, isTaken, separator)
		}
		if each.write == nil {
			continue
		}
		b.WriteByte(separator)
		separator = ','
		quote(b, each.names[0])
		b.WriteByte(':')
		each.write(b, p.at(each.names[0]))
	}
	if separator == '{' {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	if object, ok := value.(related); ok && len(*p.issues) == before {
		n, _ := parse([]byte(b.String()[start:]))
		eachOf(object.rules()...)(n, p)
	}
}

func decodeInto(value bound, data []byte) error {
	n, issue := parse(data)
	if issue != nil {
		return &Error{[]Issue{*issue}}
	}
	return readInto(value, n)
}

func readInto(value bound, n node) error {
	issues := []Issue{}
	readObject(value, n, place{issues: &issues})
	if len(issues) > 0 {
		return &Error{issues}
	}
	return nil
}

func encode(value bound) ([]byte, error) {
	var b strings.Builder
	issues := []Issue{}
	writeObject(value, &b, place{issues: &issues})
	if len(issues) > 0 {
		return nil, &Error{issues}
	}
	return []byte(b.String()), nil
}

// decodeBy decodes a value that stands alone.
func decodeBy[T any](c codec[T], value *T, data []byte) error {
	n, issue := parse(data)
	if issue != nil {
		return &Error{[]Issue{*issue}}
	}
	issues := []Issue{}
	read := c.read(n, place{issues: &issues})
	if len(issues) > 0 {
		return &Error{issues}
	}
	*value = read
	return nil
}

// encodeBy encodes a value that stands alone.
func encodeBy[T any](c codec[T], value T) ([]byte, error) {
	var b strings.Builder
	issues := []Issue{}
	c.write(&b, value, place{issues: &issues})
	if len(issues) > 0 {
		return nil, &Error{issues}
	}
	return []byte(b.String()), nil
}

// quote writes a string as JSON, with no more escapes than needed.
func quote(b *strings.Builder, value string) {
	b.WriteByte('"')
	for _, r := range value {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}
