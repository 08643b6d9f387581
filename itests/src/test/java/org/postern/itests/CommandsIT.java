// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The Gogo commands, as typed in Felix. */
@InFelix
class CommandsIT {

    private final TypedCommands commands = new TypedCommands();

    @Test
    void allAreThere() throws Exception {
        Set<String> names = new TreeSet<>();
        Inside.reference(TypedCommands.COMMANDS);
        for (ServiceReference<?> each :
                Inside.context().getAllServiceReferences(null, TypedCommands.COMMANDS)) {
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
                SimulatedRouter.start(LoopbackInterface.router().withFriendlyName("Attic"))) {
            String here = " --interface lo --gateway " + router.udn();

            assertTrue(
                    commands.run("upnp:discover --interface lo").contains("Attic"),
                    commands::shown);
            assertEquals(
                    "203.0.113.7", commands.run("upnp:address" + here).strip(), commands::shown);
            commands.run("upnp:map 18081 --protocol TCP --description Door" + here);
            HeldMapping held = router.mappings().get(0);
            assertEquals(
                    "TCP 18081 Door",
                    held.protocol() + " " + held.externalPort() + " " + held.description());
            assertTrue(commands.run("upnp:mappings" + here).contains("18081"), commands::shown);
            commands.run("upnp:unmap 18081 --protocol TCP" + here);
            assertEquals(List.of(), router.mappings());
        }
    }

    @Test
    void aFailureIsASentence() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router())) {
            commands.run("upnp:unmap 18082 --interface lo --gateway " + router.udn());

            String sentence = commands.errors();
            assertTrue(sentence.contains("18082"), commands::shown);
            assertEquals(1, sentence.lines().count(), commands::shown);
        }
    }

    private static List<String> functions(Object property) {
        return property instanceof String[] several ? List.of(several) : List.of((String) property);
    }
}
