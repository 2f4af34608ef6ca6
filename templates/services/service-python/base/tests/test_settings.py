import unittest

from service.settings import port_of, text_of


class SettingsTest(unittest.TestCase):
    def test_a_setting_that_is_not_there_has_its_default(self):
        self.assertEqual(port_of("PORT", 8080, {"PORT": ""}), 8080)
        self.assertEqual(text_of("HOST", "localhost", {}), "localhost")

    def test_a_setting_that_is_there_counts(self):
        self.assertEqual(port_of("PORT", 8080, {"PORT": "0"}), 0)

    def test_a_port_that_is_none_is_refused_by_name(self):
        for text in ["80a", "-1", "65536", "٣"]:
            with self.assertRaisesRegex(ValueError, "PORT is"):
                port_of("PORT", 1, {"PORT": text})
