use event_schema::Schema;

#[derive(Schema)]
struct Strings {
    #[event(pattern = "a(?=b)")]
    ahead: String,
    #[event(pattern = "[a-z")]
    open: String,
    #[event(pattern = "a*")]
    everything: String,
    #[event(pattern = "a^")]
    nothing: String,
    #[event(pattern = "^a{3}$", max_length = 2)]
    too_long: String,
    #[event(pattern = "^[a-z]+$", example = r#""Abc""#)]
    example: String,
    #[event(pattern = "^[a-z]+$", one_of("abc", "ab1"))]
    listed: String,
    #[event(format = "datetime")]
    misspelt: String,
    #[event(format = "hex")]
    unknown: String,
    #[event(format = "date", constant = "2024-02-30")]
    date: String,
    #[event(content_encoding = "base32")]
    encoding: String,
    #[event(format = "ipv4")]
    number: u32,
}

fn main() {}
