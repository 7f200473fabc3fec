// node podcast.mjs feed.xml     what a podcast app's parser makes of the feed (RSS, iTunes, Podcasting 2.0); exit 1 if it refuses
import fs from 'fs';
import { parseFeed } from 'podcast-partytime';

const feed = parseFeed(fs.readFileSync(process.argv[2], 'utf8'), { allowMissingGuid: false });
if (!feed) {
  console.log('refused');
  process.exit(1);
}
const items = (feed.items ?? []).map((i) => ({
  title: i.title, guid: i.guid, enclosure: i.enclosure, duration: i.duration,
  transcripts: i.podcastTranscripts, chapters: i.podcastChapters, episode: i.itunesEpisode,
}));
console.log(JSON.stringify({ title: feed.title, medium: feed.medium, guid: feed.guid, podcast20: feed.pc20support, items }, null, 1));
