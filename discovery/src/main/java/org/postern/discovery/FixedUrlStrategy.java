// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.internal.config.ConfigurationValues;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.ssdp.DescriptionUrls;
import org.postern.discovery.ssdp.SsdpText;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Reports a description URL that an administrator configured, where SSDP does not work. One per
 * configuration.
 */
@Component(
        configurationPid = FixedUrlStrategy.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FixedUrlStrategy.Config.class, factory = true)
public final class FixedUrlStrategy implements DiscoveryStrategy {
    static final String PID = "org.postern.discovery.url";

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Postern: a router's description URL",
            description = "A router that is found without a search, for networks that block SSDP.")
    public @interface Config {
        /** The address of the description. */
        @AttributeDefinition(
                name = "URL",
                description =
                        "The http URL of the router's description, such as"
                                + " http://192.168.1.1:5000/rootDesc.xml. No default.")
        String url() default "";
    }

    private final HostResolver resolver;
    private final String text;
    private final Optional<URI> url;

    /** Starts nothing. An invalid URL is logged and then never reported. */
    @Activate
    public FixedUrlStrategy(@Reference HostResolver resolver, Map<String, Object> properties) {
        this.resolver = resolver;
        ConfigurationValues values = new ConfigurationValues(properties);
        String pid = properties.getOrDefault("service.pid", PID).toString();
        text = SsdpText.clean(values.text("url"));
        url = DescriptionUrls.read(text);
        values.logUnknownKeys(LOG, pid);
        if (url.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The configuration "
                            + pid
                            + " is not used: its 'url' is no http URL with a host: '"
                            + text
                            + "'.");
        }
    }

    @Override
    public String name() {
        return "url-" + text;
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        if (url.isEmpty()) {
            return () -> {};
        }
        ListenerGate<SearchListener> gate = ListenerGate.forSearch(name(), listener);
        if (!resolver.accepts(new FixedUrlLookup(url.get(), host(url.get()), request, gate))) {
            gate.failed("The host of " + text + " could not be looked up: too many wait for it.");
        }
        return gate::close;
    }

    private String host(URI parsed) {
        String host = parsed.getHost().replaceAll("[\\[\\]]", "");
        return host + DescriptionUrls.scope(text).map(scope -> "%" + scope).orElse("");
    }
}
