package PACKAGE

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how many levels of arrays and objects a payload may have.
const maxDepth = 128

type kind int

const (
	null kind = iota
	boolean
	number
	text
	array
	object
)

// node is a value without a type yet. Numbers are kept as they are spelled, and a name may stand in an object twice:
// encoding/json rounds the one and loses the other.
type node struct {
	kind    kind
	raw     string
	text    string
	items   []node
	members []member
}

type member struct {
	name  string
	value node
}

type parser struct {
	input string
	at    int
	depth int
}

// failure is what a parser panics with.
type failure string

func parse(data []byte) (result node, issue *Issue) {
	p := &parser{input: string(data)}
	defer func() {
		if expected, failed := recover().(failure); failed {
			issue = &Issue{Expected: string(expected) + " at byte " + strconv.Itoa(p.at)}
		}
	}()
	if !utf8.ValidString(p.input) {
		panic(failure("UTF-8"))
	}
	result = p.value()
	p.space()
	if p.at < len(p.input) {
		panic(failure("the end"))
	}
	return result, nil
}

func (p *parser) value() node {
	p.space()
	start := p.at
	var n node
	switch p.peek() {
	case '{':
		n = p.nested(p.object)
	case '[':
		n = p.nested(p.array)
	case '"':
		n = node{kind: text, text: p.string()}
	case 't':
		n = p.word("true", node{kind: boolean, text: "true"})
	case 'f':
		n = p.word("false", node{kind: boolean, text: "false"})
	case 'n':
		n = p.word("null", node{kind: null})
	default:
		n = p.number()
	}
	n.raw = p.input[start:p.at]
	return n
}

func (p *parser) nested(read func() node) node {
	p.depth++
	if p.depth > maxDepth {
		panic(failure("no more than " + strconv.Itoa(maxDepth) + " levels"))
	}
	p.at++
	n := read()
	p.depth--
	return n
}

func (p *parser) object() node {
	n := node{kind: object}
	if p.takes('}') {
		return n
	}
	for {
		p.space()
		if p.peek() != '"' {
			panic(failure("a property's name"))
		}
		name := p.string()
		if !p.takes(':') {
			panic(failure("a colon"))
		}
		n.members = append(n.members, member{name, p.value()})
		if p.takes('}') {
			return n
		}
		if !p.takes(',') {
			panic(failure("a comma or the object's end"))
		}
	}
}

func (p *parser) array() node {
	n := node{kind: array}
	if p.takes(']') {
		return n
	}
	for {
		n.items = append(n.items, p.value())
		if p.takes(']') {
			return n
		}
		if !p.takes(',') {
			panic(failure("a comma or the array's end"))
		}
	}
}

func (p *parser) string() string {
	p.at++
	var b strings.Builder
	for {
		c := p.peek()
		switch {
		case c == '"' && p.at < len(p.input):
			p.at++
			return b.String()
		case c == '\\':
			p.at++
			b.WriteRune(p.escape())
		case c < 0x20:
			panic(failure("the string's closing quote"))
		default:
			b.WriteByte(c)
			p.at++
		}
	}
}

func (p *parser) escape() rune {
	c := p.peek()
	p.at++
	switch c {
	case '"', '\\', '/':
		return rune(c)
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'u':
		return p.unicode()
	}
	panic(failure("an escape"))
}

func (p *parser) unicode() rune {
	first := p.hexadecimal()
	if !utf16.IsSurrogate(first) {
		return first
	}
	if strings.HasPrefix(p.input[p.at:], `\u`) {
		p.at += 2
		if pair := utf16.DecodeRune(first, p.hexadecimal()); pair != utf8.RuneError {
			return pair
		}
	}
	panic(failure("surrogates in pairs"))
}

func (p *parser) hexadecimal() rune {
	if p.at+4 <= len(p.input) {
		if code, err := strconv.ParseUint(p.input[p.at:p.at+4], 16, 16); err == nil {
			p.at += 4
			return rune(code)
		}
	}
	panic(failure("four hexadecimal digits"))
}

func (p *parser) number() node {
	start := p.at
	if p.peek() == '-' {
		p.at++
	}
	if p.peek() == '0' {
		p.at++
	} else {
		p.digits("a value")
	}
	if p.peek() == '.' {
		p.at++
		p.digits("a digit")
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		p.digits("a digit")
	}
	spelled := p.input[start:p.at]
	if value, _ := strconv.ParseFloat(spelled, 64); math.IsInf(value, 0) {
		panic(failure("a number that a float can hold"))
	}
	return node{kind: number, text: spelled}
}

func (p *parser) digits(expected string) {
	start := p.at
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		p.at++
	}
	if p.at == start {
		panic(failure(expected))
	}
}

func (p *parser) word(word string, n node) node {
	if !strings.HasPrefix(p.input[p.at:], word) {
		panic(failure("a value"))
	}
	p.at += len(word)
	return n
}

func (p *parser) takes(c byte) bool {
	p.space()
	if p.peek() != c {
		return false
	}
	p.at++
	return true
}

func (p *parser) space() {
	for {
		switch p.peek() {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// peek returns the next byte, or zero at the end; a zero within a payload is nowhere valid.
func (p *parser) peek() byte {
	if p.at < len(p.input) {
		return p.input[p.at]
	}
	return 0
}

// decimal is a number exactly: significant digits, and the power of ten of the last one.
type decimal struct {
	negative bool
	digits   string
	exponent int64
}

func decimalOf(spelled string) decimal {
	magnitude := strings.TrimPrefix(spelled, "-")
	mantissa, exponent := magnitude, int64(0)
	if at := strings.IndexAny(magnitude, "eE"); at >= 0 {
		mantissa = magnitude[:at]
		// What is out of range is set to the limit, which is as far from any other number.
		exponent, _ = strconv.ParseInt(magnitude[at+1:], 10, 32)
	}
	before, after, _ := strings.Cut(mantissa, ".")
	all := before + after
	kept := strings.TrimRight(all, "0")
	digits := strings.TrimLeft(kept, "0")
	if digits == "" {
		return decimal{}
	}
	exponent += int64(len(all)-len(kept)) - int64(len(after))
	return decimal{len(magnitude) < len(spelled), digits, exponent}
}

func (d decimal) isWhole() bool { return d.exponent >= 0 }

// written returns the digits of a whole number that a float can hold.
func (d decimal) written() string {
	if d.digits == "" {
		return "0"
	}
	sign := ""
	if d.negative {
		sign = "-"
	}
	return sign + d.digits + strings.Repeat("0", int(d.exponent))
}
