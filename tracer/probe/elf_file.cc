#include "tracer/probe/elf_file.h"

#include <elf.h>
#include <link.h>

#include <cstring>
#include <vector>

#include "tracer/probe/text.h"

namespace greenlens::probe {
namespace {

using Header = ElfW(Ehdr);
using Section = ElfW(Shdr);
using Symbol = ElfW(Sym);

// `count` of a type at an offset; none when the file is shorter.
template <typename T>
std::vector<T> table(const std::string& bytes, uint64_t offset, uint64_t count) {
  if (offset > bytes.size() || count > (bytes.size() - offset) / sizeof(T)) return {};
  std::vector<T> list(count);
  if (count > 0) std::memcpy(list.data(), bytes.data() + offset, count * sizeof(T));
  return list;
}

bool may_be_code(const Symbol& symbol) {
  const int type = symbol.st_info & 0xf;
  return symbol.st_name != 0 && symbol.st_shndx != SHN_UNDEF &&
         (type == STT_FUNC || type == STT_NOTYPE || type == STT_GNU_IFUNC);
}

std::string text_at(const std::string& bytes, uint64_t offset) {
  if (offset >= bytes.size()) return "";
  const size_t end = bytes.find('\0', offset);
  return bytes.substr(offset, end == bytes.npos ? end : end - offset);
}

}  // namespace

std::optional<Machine> machine_of(const std::string& bytes) {
  if (bytes.size() < 20 || bytes.compare(0, SELFMAG, ELFMAG) != 0) return std::nullopt;
  const auto byte = [&](size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const bool little = byte(EI_DATA) == ELFDATA2LSB;
  const int low = byte(little ? 18 : 19), high = byte(little ? 19 : 18);
  return Machine{high << 8 | low, byte(EI_CLASS) == ELFCLASS64 ? 64 : 32};
}

std::string function_at(const std::string& program, uint64_t address) {
  const std::vector<Header> header = table<Header>(program, 0, 1);
  if (header.empty() || header[0].e_shentsize != sizeof(Section)) return "";
  const std::vector<Section> sections =
      table<Section>(program, header[0].e_shoff, header[0].e_shnum);
  size_t of = 0;
  for (size_t i = 1; i < sections.size(); ++i) {
    const Section& section = sections[i];
    const bool is_code = (section.sh_flags & SHF_EXECINSTR) != 0;
    if (is_code && address >= section.sh_addr && address - section.sh_addr < section.sh_size)
      of = i;
  }
  if (of == 0) return "";
  std::string name;
  uint64_t best = 0;
  for (const Section& section : sections) {
    if (section.sh_type != SHT_SYMTAB || section.sh_link >= sections.size()) continue;
    for (const Symbol& symbol :
         table<Symbol>(program, section.sh_offset, section.sh_size / sizeof(Symbol))) {
      if (!may_be_code(symbol) || symbol.st_shndx != of || symbol.st_value > address) continue;
      // Of two at one place the one that other files know.
      const bool global = symbol.st_info >> 4 != STB_LOCAL;
      if (!name.empty() && (symbol.st_value < best || (symbol.st_value == best && !global)))
        continue;
      best = symbol.st_value;
      name = text_at(program, sections[section.sh_link].sh_offset + symbol.st_name);
    }
  }
  return name.empty() ? "" : name + "+" + hexadecimal(address - best);
}

}  // namespace greenlens::probe
