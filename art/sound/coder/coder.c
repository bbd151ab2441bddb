/* A tool of the sound build only; no part of the product. Codes speech as Ogg Opus.
 *
 * coder BITS_A_SECOND IN.wav OUT.opus [IN.wav OUT.opus …]
 *
 * WAV: 16 bit, mono, 16 kHz, 44 bytes of head. Every stream has the number 1 and the same head, so that one head serves them
 * all, and few pages. Built from the sources of libopus 1.5.2, so that the bytes are the same everywhere.
 */
#include <ogg/ogg.h>
#include <opus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAV_HEAD = 44, RATE_HZ = 16000, FRAME = RATE_HZ * 60 / 1000, TO_48_KHZ = 3, SAMPLES_MAX = 1 << 22, PACKET_MAX = 1500, PAGE_MAX = 65025 };
static short samples[SAMPLES_MAX];

static void write_page(FILE *out, ogg_page *page) {
  fwrite(page->header, 1, page->header_len, out);
  fwrite(page->body, 1, page->body_len, out);
}

static void put(ogg_stream_state *stream, unsigned char *bytes, long length, ogg_int64_t end, int number, int is_last) {
  ogg_packet packet = {bytes, length, number == 0, is_last, end, number};
  ogg_stream_packetin(stream, &packet);
}

static int code(const char *from, const char *into, int bits_a_second) {
  FILE *in = fopen(from, "rb"), *out = fopen(into, "wb");
  unsigned char head[WAV_HEAD], packet[PACKET_MAX];
  if (!in || !out || fread(head, 1, WAV_HEAD, in) != WAV_HEAD) return 1;
  int rate_hz, failed;
  memcpy(&rate_hz, head + 24, sizeof rate_hz);
  memset(samples, 0, sizeof samples);
  int count = (int)fread(samples, sizeof *samples, SAMPLES_MAX - 2 * FRAME, in);
  fclose(in);
  if (rate_hz != RATE_HZ || count == 0) return 2;

  OpusEncoder *encoder = opus_encoder_create(RATE_HZ, 1, OPUS_APPLICATION_VOIP, &failed);
  if (failed) return 3;
  opus_encoder_ctl(encoder, OPUS_SET_BITRATE(bits_a_second));
  opus_encoder_ctl(encoder, OPUS_SET_VBR(1));
  opus_encoder_ctl(encoder, OPUS_SET_VBR_CONSTRAINT(0));
  opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(10));
  opus_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
  opus_encoder_ctl(encoder, OPUS_SET_BANDWIDTH(OPUS_BANDWIDTH_WIDEBAND));
  int ahead;
  opus_encoder_ctl(encoder, OPUS_GET_LOOKAHEAD(&ahead));
  int skip = ahead * TO_48_KHZ;

  ogg_stream_state stream;
  ogg_stream_init(&stream, 1);
  ogg_page page;
  /* Version, channels, samples to skip, rate of the original, gain, one stream. RFC 7845. */
  unsigned char about[19] = {'O', 'p', 'u', 's', 'H', 'e', 'a', 'd', 1, 1, skip & 255, skip >> 8, RATE_HZ & 255, RATE_HZ >> 8};
  put(&stream, about, sizeof about, 0, 0, 0);
  ogg_stream_flush(&stream, &page);
  write_page(out, &page);
  unsigned char words[] = "OpusTags\x0d\0\0\0libopus 1.5.2\0\0\0";
  put(&stream, words, sizeof words, 0, 1, 0);
  ogg_stream_flush(&stream, &page);
  write_page(out, &page);

  int needed = count + ahead;
  for (int at = 0, number = 2; at < needed; at += FRAME, number++) {
    int length = opus_encode(encoder, samples + at, FRAME, packet, PACKET_MAX), is_last = at + FRAME >= needed;
    if (length < 0) return 4;
    ogg_int64_t end = is_last ? needed : at + FRAME;
    put(&stream, packet, length, end * TO_48_KHZ, number, is_last);
    while (ogg_stream_pageout_fill(&stream, &page, PAGE_MAX)) write_page(out, &page);
  }
  while (ogg_stream_flush_fill(&stream, &page, PAGE_MAX)) write_page(out, &page);
  ogg_stream_clear(&stream);
  opus_encoder_destroy(encoder);
  return fclose(out) ? 5 : 0;
}

int main(int count, char **words) {
  for (int i = 2; i + 1 < count; i += 2) {
    int failed = code(words[i], words[i + 1], atoi(words[1]));
    if (failed) {
      fprintf(stderr, "%s: %d\n", words[i], failed);
      return failed;
    }
  }
  return 0;
}
