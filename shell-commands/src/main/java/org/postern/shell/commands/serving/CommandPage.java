// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PageServer.Serving;
import org.postern.api.keeper.PortKeeper;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The page that a command serves beside what it does; nothing where none is asked for. */
public final class CommandPage implements AutoCloseable {
    private final Optional<PagePlan> plan;
    private final Consumer<String> lines;
    private Optional<Serving> serving = Optional.empty();

    /**
     * Serves nothing yet.
     *
     * @param lines take what a person must know, one at a time, from any thread
     */
    public CommandPage(Optional<PagePlan> plan, Consumer<String> lines) {
        this.plan = plan;
        this.lines = lines;
    }

    /** Begins. To be called once. */
    public void start(PortKeeper keeper) throws GatewayException {
        if (plan.isPresent()) {
            AtomicBoolean shown = new AtomicBoolean();
            Serving page =
                    plan.get()
                            .start(keeper, each -> lines.accept(line(each, shown.getAndSet(true))));
            serving = Optional.of(page);
            lines.accept(metrics(page.metrics(), plan.get().token()));
        }
    }

    static String line(URI page, boolean again) {
        return again
                ? "A browser opened the page. For another one: " + page
                : "The page opens once, in one browser: " + page;
    }

    static String metrics(URI metrics, MetricsToken token) {
        return "Metrics for Prometheus: " + metrics + ", with " + token.words();
    }

    @Override
    public void close() {
        serving.ifPresent(Serving::close);
    }
}
