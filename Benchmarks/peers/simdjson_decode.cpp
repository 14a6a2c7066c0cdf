// simdjson's on-demand reader: the records of an export into flat arrays, with the checks that Pressmark's decoder does:
// UTF-8 and structure (simdjson's own), types of all fields, escapes resolved, known fields met once, digits kept.
//
//   simdjson_decode annotation.json [rounds]       prints the best seconds and GB/s of the rounds
#include <simdjson.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace simdjson;

struct Record {
  std::string_view id, author, validator, name, type, status, uploaded, updated, rebound;
  int64_t related, project;
  uint32_t groups;
};
struct Group { uint32_t record; std::string_view uid; };
struct Label { uint32_t group; int64_t id, level; std::string_view name, payload; };
static std::vector<Record> records;
static std::vector<Group> groups;
static std::vector<Label> labels;

static void once(uint32_t &seen, int bit) {
  if (seen >> bit & 1) throw simdjson_error(INCORRECT_TYPE);
  seen |= 1u << bit;
}

static std::string_view text_or_null(ondemand::value value) {
  if (value.is_null()) return {};
  return value.get_string();
}

static void decode(ondemand::parser &parser, const padded_string &json) {
  records.clear();
  groups.clear();
  labels.clear();
  ondemand::document document = parser.iterate(json);
  for (ondemand::object object : document.get_array()) {
    Record r{};
    uint32_t seen = 0;
    for (auto field : object) {
      std::string_view key = field.unescaped_key();
      ondemand::value value = field.value();
      if (key == "id") { once(seen, 0); r.id = value.get_string(); }
      else if (key == "related_duplicates") { once(seen, 1); r.related = value.get_int64(); }
      else if (key == "attributes") {
        once(seen, 2);
        for (ondemand::object group : value.get_array()) {
          groups.push_back({uint32_t(records.size()), {}});
          uint32_t inner = 0;
          for (auto part : group) {
            std::string_view name = part.unescaped_key();
            if (name == "uid") { once(inner, 0); groups.back().uid = part.value().get_string(); }
            else if (name == "attributes") {
              once(inner, 1);
              for (ondemand::array label : part.value().get_array()) {
                Label l{uint32_t(groups.size() - 1), 0, 0, {}, {}};
                int place = 0;
                for (ondemand::value item : label) {
                  switch (place++) {
                    case 0: l.id = item.get_int64(); break;
                    case 1: l.level = item.get_int64(); break;
                    case 2: l.name = item.get_string(); break;
                    case 3:
                      switch (item.type()) {
                        case ondemand::json_type::string: l.payload = item.get_string(); break;
                        case ondemand::json_type::array:
                        case ondemand::json_type::object: l.payload = to_json_string(item); break;
                        case ondemand::json_type::number: l.payload = item.raw_json_token(); item.get_double().value(); break;
                        case ondemand::json_type::boolean: l.payload = bool(item.get_bool()) ? "1" : "0"; break;
                        default: if (!item.is_null()) throw simdjson_error(INCORRECT_TYPE);
                      }
                      break;
                    default: throw simdjson_error(INCORRECT_TYPE);
                  }
                }
                if (place != 4) throw simdjson_error(INCORRECT_TYPE);
                labels.push_back(l);
              }
            }
          }
          if (inner != 3) throw simdjson_error(NO_SUCH_FIELD);
          r.groups++;
        }
      }
      else if (key == "author_name") { once(seen, 3); r.author = value.get_string(); }
      else if (key == "validator_name") { once(seen, 4); r.validator = text_or_null(value); }
      else if (key == "file_name") { once(seen, 5); r.name = value.get_string(); }
      else if (key == "file_type") { once(seen, 6); r.type = value.get_string(); }
      else if (key == "status") { once(seen, 7); r.status = value.get_string(); }
      else if (key == "upload_date") { once(seen, 8); r.uploaded = value.get_string(); }
      else if (key == "update_date") { once(seen, 9); r.updated = text_or_null(value); }
      else if (key == "rebound_project") { once(seen, 10); if (!value.is_null()) r.project = value.get_int64(); }
      else if (key == "rebound") { once(seen, 11); r.rebound = text_or_null(value); }
    }
    if (seen != 0xfff) throw simdjson_error(NO_SUCH_FIELD);
    records.push_back(r);
  }
}

int main(int count, char **arguments) {
  if (count < 2) return 64;
  padded_string json = padded_string::load(arguments[1]);
  int rounds = count > 2 ? atoi(arguments[2]) : 5;
  double best = 1e9;
  ondemand::parser parser;
  for (int round = 0; round < rounds; round++) {
    auto start = std::chrono::steady_clock::now();
    decode(parser, json);
    std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    if (spent.count() < best) best = spent.count();
  }
  printf("{\"seconds\": %.4f, \"gigabytes_per_second\": %.3f, \"records\": %zu, \"groups\": %zu, \"labels\": %zu}\n", best,
         double(json.size()) / best / 1e9, records.size(), groups.size(), labels.size());
}
