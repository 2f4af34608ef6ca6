package main

import "testing"

func TestASettingThatIsNotThereHasItsDefault(t *testing.T) {
	if port, err := portOf("PORT_OF_THE_TEST", 8080); port != 8080 || err != nil {
		t.Fatalf("got %d, %v", port, err)
	}
}

func TestASettingThatIsThereCounts(t *testing.T) {
	t.Setenv("PORT_OF_THE_TEST", "0")

	if port, err := portOf("PORT_OF_THE_TEST", 8080); port != 0 || err != nil {
		t.Fatalf("got %d, %v", port, err)
	}
}

func TestAPortThatIsNoneIsRefusedByName(t *testing.T) {
	t.Setenv("PORT_OF_THE_TEST", "80a")

	_, err := portOf("PORT_OF_THE_TEST", 1)

	if err == nil || err.Error() != `PORT_OF_THE_TEST is "80a", which is no port` {
		t.Fatalf("got %v", err)
	}
}
