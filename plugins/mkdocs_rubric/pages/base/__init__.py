"""What every kind of page is made with: pages and links, addresses, words, people, charts."""
