// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.KeptPort;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.status.GatewayMonitor;
import org.postern.web.console.status.KeptLine;
import org.postern.web.console.status.StatusReader;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** All actions, by their names. May be used from any thread. */
public final class ConsoleActions {
    /** The parameter that names the action. */
    static final String ACTION = "action";

    /** Routers answer one after the other; who asks for more at once is refused. */
    private static final int MOST_AT_ONCE = 8;

    private final Map<String, PageAction> actions;
    private final KeptHere keptHere;
    private final GatewayMonitor monitor;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    /**
     * Does nothing yet.
     *
     * @param services that do the work
     * @param memory where searches and examinations run
     */
    public ConsoleActions(ConsoleServices services, StatusReader.Memory memory) {
        keptHere = new KeptHere(services);
        monitor = memory.monitor();
        actions =
                Map.of(
                        "map", new MapAction(services, keptHere),
                        "unmap", new UnmapAction(services, keptHere),
                        "keep", new KeepAction(keptHere),
                        "release", new ReleaseAction(keptHere),
                        "reopen", new ReopenAction(keptHere),
                        "search", new SearchAction(services, memory.searches()),
                        "diagnose", new DiagnoseAction(services, memory.examinations()));
    }

    /** The lines of a kept port, as the page shows them. */
    public Stream<KeptLine> lines(KeptPort port) {
        return KeptLine.of(port, keptHere.origin(port), key -> keptHere.releasedWith(port, key));
    }

    /**
     * Does what a request asks for. Blocks half a minute at most.
     *
     * @param parameters of the request, with the name of the action
     * @return what came of it
     * @throws GatewayException when it could not be done
     * @throws UnusableRequest for an action or parameters that our page does not send
     * @throws MissingService when a bundle is missing, or too many actions run
     * @throws InterruptedException when the calling thread is interrupted
     */
    public ActionOutcome run(Map<String, String> parameters)
            throws GatewayException, UnusableRequest, MissingService, InterruptedException {
        Map<String, String> rest = new HashMap<>(parameters);
        String name = String.valueOf(rest.remove(ACTION));
        @Nullable PageAction action = actions.get(name);
        if (action == null) {
            throw new UnusableRequest("There is no such action.");
        }
        if (!action.parameters().containsAll(rest.keySet())) {
            throw new UnusableRequest("The action '" + name + "' has no such parameter.");
        }
        if (!free.tryAcquire()) {
            throw new MissingService("Too many actions are running: try again in a moment.");
        }
        try {
            return action.run(new ActionParameters(rest));
        } finally {
            free.release();
            // Also where it failed: the port may be open all the same.
            monitor.mappingsChanged();
        }
    }
}
