// Three rules that all pictures keep when room is short: rather a shorter wording than a cut one,
// rather a smaller text than none, and rather a part that is larger than its bytes than one that
// cannot be read. Whoever breaks the scale for that says so (Heights::in_proportion).
#include "tracer/scene/layout.h"

#include <algorithm>
#include <numeric>

#include "tracer/scene/text_width.h"
#include "tracer/words/line_breaks.h"

namespace greenlens::scene {

std::string elide(const std::string& text, float size, Face face, float width) {
  if (bytes_that_fit(text, "", size, face, width) == text.size()) return text;
  std::string kept = text.substr(0, bytes_that_fit(text, "…", size, face, width));
  // "in place …" would look like a word that was left out; the cut is to be seen at the word.
  while (!kept.empty() && kept.back() == ' ') kept.pop_back();
  return kept.empty() ? "" : kept + "…";
}

std::string longest_fitting(const std::vector<std::string>& wordings, float size, Face face,
                            float width) {
  for (const std::string& words : wordings) {
    if (text_width(words, size, face) <= width) return words;
  }
  return wordings.empty() ? "" : wordings.back();
}

float fitting_size(const std::string& text, float size, float least, Face face, float width) {
  // Widths grow in proportion to the size, so that one measurement tells all.
  const float em = text_width(text, 1, face);
  // A little less than exactly: what is measured once more must still fit.
  return em * size <= width ? size : std::max(std::min(least, size), width / em * 0.999f);
}

Box ring_of(const Box& box) {
  return {box.x - kRingGap, box.y - kRingGap, box.w + 2 * kRingGap, box.h + 2 * kRingGap};
}

std::vector<std::string> in_lines(const std::string& text, float size, Face face, float width,
                                  size_t most) {
  std::vector<std::string> lines;
  std::string line;
  for (const words::Piece& piece : words::pieces_of(text)) {
    std::string longer = line;
    if (!longer.empty() && piece.behind_blank) longer += ' ';
    longer += piece.text;
    const bool fits = text_width(longer, size, face) <= width;
    if (fits || line.empty() || lines.size() + 1 == most) {
      line = longer;
    } else {
      lines.push_back(line);
      line = piece.text;
    }
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

Box hatched_band(const Box& box) {
  constexpr float kBand = 8, kMostOfIt = 0.3f;
  return {box.x, box.y, std::min(kBand, box.w * kMostOfIt), box.h};
}

Box plate_of(const Text& text, float width) {
  constexpr float kAround = 2, kAbove = 0.82f, kBelow = 0.26f;  // of its size
  float left = text.at.x;
  if (text.align == Align::center) left -= width / 2;
  if (text.align == Align::right) left -= width;
  return {left - kAround, text.at.y - text.size * kAbove, width + 2 * kAround,
          text.size * (kAbove + kBelow)};
}

std::vector<float> spread(const std::vector<float>& wanted, const std::vector<float>& heights,
                          float top, float bottom, const std::vector<float>& weights) {
  // To push each label below the one before it would be shorter, but only the later ones would give
  // way, and a whole crowd would end below its places. Here those that would touch form a cluster,
  // which moves as one to where it is nearest to all of its places.
  //
  // With o[i] the center of label i when all stand close together from 0, "no overlap" is "wanted -
  // o ascends": so a cluster is where the mean of these differences goes down from one to the next.
  struct Cluster {
    float sum, weight;
    int count;
    float mean() const { return sum / weight; }
  };
  std::vector<float> offsets;
  std::vector<Cluster> clusters;
  float total = 0;
  for (size_t i = 0; i < wanted.size(); ++i) {
    offsets.push_back(total + heights[i] / 2);
    total += heights[i];
    const float weight = weights.empty() ? 1 : weights[i];
    clusters.push_back({(wanted[i] - offsets[i]) * weight, weight, 1});
    // A cluster that has grown may reach the one above it now.
    while (clusters.size() > 1 && clusters[clusters.size() - 2].mean() > clusters.back().mean()) {
      Cluster last = clusters.back();
      clusters.pop_back();
      clusters.back().sum += last.sum;
      clusters.back().weight += last.weight;
      clusters.back().count += last.count;
    }
  }
  // Cut off at the bounds, ascending means still ascend: what meets there stands close together.
  std::vector<float> result;
  const float room = std::max(top, bottom - total);
  for (const Cluster& cluster : clusters) {
    for (int i = 0; i < cluster.count; ++i) {
      result.push_back(std::clamp(cluster.mean(), top, room) + offsets[result.size()]);
    }
  }
  return result;
}

Heights fill(const std::vector<double>& sizes, const std::vector<float>& minimums, float sum) {
  Heights result;
  const float least = std::accumulate(minimums.begin(), minimums.end(), 0.0f);
  if (least >= sum) {
    const float shrink = least > 0 ? std::max(0.0f, sum) / least : 0;
    for (float minimum : minimums) result.heights.push_back(minimum * shrink);
    result.in_proportion = false;
    return result;
  }
  // Pieces below their minimum get it; what is left is shared by the others, which may bring some
  // of those below theirs: hence the rounds. Each fixes at least one more, and none is ever set
  // free again, because from round to round a byte is worth less.
  std::vector<bool> fixed(sizes.size(), false);
  for (bool changed = true; changed;) {
    changed = false;
    double left = sum, share = 0;
    for (size_t i = 0; i < sizes.size(); ++i) {
      if (fixed[i]) {
        left -= minimums[i];
      } else {
        share += sizes[i];
      }
    }
    const double scale = share > 0 ? left / share : 0;
    result.heights.assign(sizes.size(), 0);
    for (size_t i = 0; i < sizes.size(); ++i) {
      result.heights[i] = fixed[i] ? minimums[i] : static_cast<float>(sizes[i] * scale);
    }
    for (size_t i = 0; i < sizes.size(); ++i) {
      if (!fixed[i] && result.heights[i] < minimums[i]) {
        fixed[i] = changed = true;
        result.in_proportion = false;
      }
    }
  }
  return result;
}

}  // namespace greenlens::scene
