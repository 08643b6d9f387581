// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.lang.Thread.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class ConfigurationValuesTest {
    private static final String NAME = "org.postern.internal.config.test";

    private static ConfigurationValues of(Object value) {
        return new ConfigurationValues(Map.of("key", value));
    }

    @Test
    void goodValues_areTaken_withoutAFault() {
        assertEquals(7, of(7L).number("key", 1, 9, 3));
        assertEquals(OptionalInt.of(7), of(" 7 ").number("key", 1, 9));
        assertTrue(of("TRUE").flag("key", false));
        assertEquals(State.NEW, of("new").choice("key", State.BLOCKED));
        assertEquals("a b", of(" a b ").text("key"));
        assertEquals(Optional.of("ab"), of(" ab ").parsed("key", Optional::of, ""));
        assertEquals(Optional.empty(), of(7).faults());
    }

    @Test
    void missingValues_areTheDefaults_withoutAFault() {
        ConfigurationValues values = new ConfigurationValues(Map.of());

        assertEquals(3, values.number("key", 1, 9, 3));
        assertTrue(values.flag("key", true));
        assertEquals(State.BLOCKED, values.choice("key", State.BLOCKED));
        assertEquals("", values.text("key"));
        assertEquals(Optional.empty(), values.parsed("key", Optional::of, ""));
        assertEquals(Optional.empty(), values.faults());
    }

    @Test
    void missingValueThatIsNeeded_isAFault() {
        ConfigurationValues values = new ConfigurationValues(Map.of());

        assertEquals(OptionalInt.empty(), values.number("key", 1, 9));
        assertEquals(Optional.of("'key' is missing: use 1 to 9"), values.faults());
    }

    @Test
    void valueThatItsReaderDoesNotTake_isAFault() {
        ConfigurationValues values = of("here");

        assertEquals(
                Optional.empty(), values.parsed("key", text -> Optional.empty(), "use a number"));
        assertEquals(Optional.of("'key' cannot be used ('here'): use a number"), values.faults());
    }

    @Test
    void faults_areLoggedInOneLine_withThePid() {
        ConfigurationValues values = new ConfigurationValues(Map.of("one", 0, "two", "maybe"));
        assertEquals(3, values.number("one", 1, 9, 3));
        assertTrue(values.flag("two", true));

        assertEquals(
                List.of(
                        "The configuration org.postern.some is used with defaults:"
                                + " 'one' is out of range ('0'): use 1 to 9;"
                                + " 'two' is neither ('maybe'): use true or false."),
                logged(values));
    }

    @Test
    void withoutFaults_nothingIsLogged() {
        ConfigurationValues values = of(7);
        assertEquals(7, values.number("key", 1, 9, 3));
        assertEquals(List.of(), logged(values));
    }

    @Test
    void keysThatNothingReads_areLogged_butNotThoseOfTheFramework() {
        ConfigurationValues values =
                new ConfigurationValues(
                        Map.of(
                                "port",
                                3,
                                "prot\nocol",
                                "TCP",
                                "service.pid",
                                "org.postern.some",
                                "felix.fileinstall.filename",
                                "file:/etc/org.postern.some.cfg"));
        assertEquals(1, values.number("externalPort", 1, 9, 1));
        assertTrue(values.flag("anyPort", true));

        assertEquals(
                List.of(
                        "The configuration org.postern.some has keys that are not used: 'port',"
                                + " 'prot?ocol'. Known are anyPort, externalPort."),
                logged(values));
    }

    private static List<String> logged(ConfigurationValues values) {
        List<String> lines = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        lines.add(line.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger log = Logger.getLogger(NAME);
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try {
            values.logFaults(System.getLogger(NAME), "org.postern.some");
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        }
        return lines;
    }
}
