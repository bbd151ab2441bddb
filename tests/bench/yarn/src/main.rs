//! `streetwise-bench-yarn FILE.yarn SECONDS`: tells the node `Start` again and again, always taking the first option, and
//! prints `{"lines":…,"once":…,"seconds":…}`; `once` are the lines of one telling. A line is a line told or the text of an option taken.

use std::error::Error;
use std::time::{Duration, Instant};
use yarnspinner::compiler::{Compiler, File};
use yarnspinner::runtime::{
    Dialogue, DialogueEvent, MemoryVariableStorage, OptionId, StringTableTextProvider,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(path), Some(seconds)) = (args.next(), args.next()) else {
        return Err("FILE.yarn SECONDS".into());
    };
    let span = Duration::from_secs(seconds.parse()?);
    let source = std::fs::read_to_string(&path)?;
    let compilation = Compiler::new()
        .add_file(File {
            file_name: path,
            source,
        })
        .compile()
        .map_err(|error| format!("{error:?}"))?;
    let program = compilation.program.ok_or("no program")?;
    let mut texts = StringTableTextProvider::new();
    texts.extend_base_language(
        compilation
            .string_table
            .into_iter()
            .map(|(id, info)| (id, info.text)),
    );
    let mut dialogue = Dialogue::new(
        Box::new(MemoryVariableStorage::new()),
        Box::new(texts),
    );
    dialogue.replace_program(program);

    let begun = Instant::now();
    let mut lines: u64 = 0;
    loop {
        let once = tell(&mut dialogue)?;
        lines += once;
        let passed = begun.elapsed();
        if passed >= span {
            println!(
                "{{\"lines\":{lines},\"once\":{once},\"seconds\":{:.6}}}",
                passed.as_secs_f64()
            );
            return Ok(());
        }
    }
}

/// Tells the node once.
fn tell(dialogue: &mut Dialogue) -> Result<u64, Box<dyn Error>> {
    dialogue.set_node("Start").map_err(|error| error.to_string())?;
    let mut lines = 0;
    loop {
        let events = dialogue.continue_().map_err(|error| error.to_string())?;
        for event in events {
            match event {
                DialogueEvent::Line(_) => lines += 1,
                DialogueEvent::Options(_) => {
                    lines += 1;
                    dialogue
                        .set_selected_option(OptionId(0))
                        .map_err(|error| error.to_string())?;
                }
                DialogueEvent::DialogueComplete => return Ok(lines),
                _ => {}
            }
        }
    }
}
