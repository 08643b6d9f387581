// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The Gogo commands, as typed in Felix. */
@InFelix
class CommandsIT {

    private static final String COMMANDS = "(osgi.command.scope=upnp)";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void allAreThere() throws Exception {
        Set<String> names = new TreeSet<>();
        Inside.reference(COMMANDS);
        for (ServiceReference<?> each : Inside.context().getAllServiceReferences(null, COMMANDS)) {
            names.addAll(functions(each.getProperty("osgi.command.function")));
        }

        assertTrue(
                names.containsAll(
                        List.of(
                                "address",
                                "demo",
                                "discover",
                                "gateway",
                                "inspect",
                                "map",
                                "mappings",
                                "simulate",
                                "unmap")),
                names.toString());
    }

    @Test
    void theWholeWay() throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(Loopback.router().withFriendlyName("Attic"))) {
            String here = " --interface lo --gateway " + router.udn();

            assertTrue(run("upnp:discover --interface lo").contains("Attic"), this::shown);
            assertEquals("203.0.113.7", run("upnp:address" + here).strip(), this::shown);
            run("upnp:map 18081 --protocol TCP --description Door" + here);
            HeldMapping held = router.mappings().get(0);
            assertEquals(
                    "TCP 18081 Door",
                    held.protocol() + " " + held.externalPort() + " " + held.description());
            assertTrue(run("upnp:mappings" + here).contains("18081"), this::shown);
            run("upnp:unmap 18081 --protocol TCP" + here);
            assertEquals(List.of(), router.mappings());
        }
    }

    @Test
    void aFailureIsASentence() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(Loopback.router())) {
            run("upnp:unmap 18082 --interface lo --gateway " + router.udn());

            String sentence = err.toString(StandardCharsets.UTF_8);
            assertTrue(sentence.contains("DeletePortMapping"), this::shown);
            assertEquals(1, sentence.lines().count(), this::shown);
        }
    }

    private String run(String line) throws Exception {
        out.reset();
        err.reset();
        CommandProcessor processor = Inside.service(CommandProcessor.class);
        Inside.reference(COMMANDS);
        try (CommandSession session =
                processor.createSession(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))) {
            session.execute(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String shown() {
        return "out: "
                + out.toString(StandardCharsets.UTF_8)
                + "err: "
                + err.toString(StandardCharsets.UTF_8);
    }

    private static List<String> functions(Object property) {
        return property instanceof String[] several ? List.of(several) : List.of((String) property);
    }
}
