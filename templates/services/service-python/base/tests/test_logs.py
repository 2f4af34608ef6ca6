import json
import logging
import unittest

from service.logs import JsonFormatter


class JsonFormatterTest(unittest.TestCase):
    def test_an_entry_is_one_line_whatever_it_says(self):
        record = logging.LogRecord("a", logging.WARNING, "", 0, "two\nlines: %s", ('"x"',), None)

        line = JsonFormatter().format(record)

        self.assertNotIn("\n", line)
        self.assertEqual(json.loads(line)["message"], 'two\nlines: "x"')
        self.assertEqual(json.loads(line)["level"], "warning")
