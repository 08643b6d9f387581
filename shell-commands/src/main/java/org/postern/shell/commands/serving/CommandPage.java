// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PageServer.Serving;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.internal.json.JsonText;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A page that a command serves, and the lines that say where; nothing where none is asked for. */
public final class CommandPage implements AutoCloseable {
    private final Optional<PagePlan> plan;
    private final boolean json;
    private final Consumer<String> lines;
    private Optional<Serving> serving = Optional.empty();

    private CommandPage(Optional<PagePlan> plan, boolean json, Consumer<String> lines) {
        this.plan = plan;
        this.json = json;
        this.lines = lines;
    }

    /**
     * A page beside what a command does; serves nothing yet.
     *
     * @param lines take what a person must know, one at a time, from any thread
     */
    public static CommandPage beside(Optional<PagePlan> plan, Consumer<String> lines) {
        return new CommandPage(plan, false, lines);
    }

    /** A page that is all that a command does; its lines are data. Serves nothing yet. */
    static CommandPage alone(PagePlan plan, boolean json, Consumer<String> lines) {
        return new CommandPage(Optional.of(plan), json, lines);
    }

    /** Begins. To be called once. */
    public void start(PortKeeper keeper) throws GatewayException {
        if (plan.isPresent()) {
            AtomicBoolean shown = new AtomicBoolean();
            Serving page =
                    plan.get()
                            .start(keeper, each -> lines.accept(page(each, shown.getAndSet(true))));
            serving = Optional.of(page);
            lines.accept(metrics(page.metrics(), plan.get().token()));
        }
    }

    /** Blocks until the page has ended: its bundle was stopped. */
    void awaitEnd() throws InterruptedException {
        if (serving.isPresent()) {
            serving.get().awaitEnd();
        }
    }

    private String page(URI page, boolean again) {
        if (json) {
            return JsonText.of(new JsonFields().put("page", page).map());
        }
        return again
                ? "A browser opened the page. For another one: " + page
                : "The page opens once, in one browser: " + page;
    }

    private String metrics(URI metrics, MetricsToken token) {
        return json
                ? JsonText.of(
                        new JsonFields()
                                .put("metrics", metrics)
                                .put("metricsToken", token.text())
                                .map())
                : "Metrics for Prometheus: " + metrics + ", with " + token.words();
    }

    /** Ends the page, so that no more ports are kept on it. The second time it does nothing. */
    public void end() {
        serving.ifPresent(Serving::close);
        serving = Optional.empty();
    }

    @Override
    public void close() {
        end();
    }
}
