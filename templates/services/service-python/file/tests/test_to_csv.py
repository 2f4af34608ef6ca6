import unittest

from service.items import Item
from service.to_csv import to_csv


class ToCsvTest(unittest.TestCase):
    def test_the_file_has_the_columns_of_the_contract(self):
        header, line, end = to_csv([Item.create('a, "b"')]).split("\r\n")

        self.assertEqual(header, "id,name,createdAt")
        self.assertRegex(line, r'^[0-9a-f-]{36},"a, ""b""",\d{4}-')
        self.assertEqual(end, "")
