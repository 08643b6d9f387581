// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.postern.homes.BuiltJars.API;
import static org.postern.homes.BuiltJars.CORE;
import static org.postern.homes.BuiltJars.DISCOVERY;
import static org.postern.homes.BuiltJars.DOCTOR;
import static org.postern.homes.BuiltJars.GATEWAYS;
import static org.postern.homes.BuiltJars.IGD_CONTROL;
import static org.postern.homes.BuiltJars.JMX;
import static org.postern.homes.BuiltJars.PORT_KEEPER;
import static org.postern.homes.BuiltJars.SHELL_COMMANDS;
import static org.postern.homes.BuiltJars.SIMULATOR;
import static org.postern.homes.BuiltJars.jar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** What {@code jar --describe-module} says of each jar. */
class ModulesIT {
    private static final String SERVICES = "META-INF/services/";

    private static final Set<String> API_PACKAGES =
            Set.of(
                    API + ".control",
                    API + ".discovery",
                    API + ".doctor",
                    API + ".finder",
                    API + ".gateway",
                    API + ".keeper",
                    API + ".upnp");

    /** The service types of plain Java, and who is found for each. */
    private static final Map<String, Map<String, String>> PROVIDERS =
            Map.of(
                    DISCOVERY,
                    Map.of(
                            API + ".discovery.DiscoveryStrategyProvider",
                            DISCOVERY + ".PlainStrategies"),
                    DOCTOR,
                    Map.of(
                            API + ".doctor.Doctor",
                            DOCTOR + ".PlainDoctor",
                            API + ".doctor.OutsideHelper",
                            DOCTOR + ".PlainOutsideHelper"),
                    GATEWAYS,
                    Map.of(
                            API + ".finder.GatewayFinder",
                            GATEWAYS + ".PlainGatewayFinder",
                            API + ".finder.GatewayWatcher",
                            GATEWAYS + ".PlainGatewayWatcher"),
                    IGD_CONTROL,
                    Map.of(
                            API + ".control.ControlProtocol",
                            IGD_CONTROL + ".PlainUpnpProtocol",
                            API + ".upnp.UpnpProvider",
                            IGD_CONTROL + ".PlainUpnpProvider"),
                    JMX,
                    Map.of(API + ".keeper.ManagementBeans", JMX + ".PlainManagementBeans"),
                    PORT_KEEPER,
                    Map.of(
                            API + ".keeper.PortKeeperProvider",
                            PORT_KEEPER + ".PlainPortKeeperProvider"));

    private static ModuleDescriptor module(String name) {
        return ModuleFinder.of(jar(name)).find(name).orElseThrow().descriptor();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                API,
                DISCOVERY,
                DOCTOR,
                GATEWAYS,
                IGD_CONTROL,
                JMX,
                PORT_KEEPER,
                SIMULATOR,
                SHELL_COMMANDS
            })
    void eachJarIsAClosedModuleOfItsOwnName(String name) {
        ModuleDescriptor module = module(name);

        assertFalse(module.isAutomatic(), "no module-info.class");
        assertFalse(module.isOpen(), "open to reflection");
        assertEquals(Set.of(), module.opens());
        assertEquals(name, module.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                API,
                DISCOVERY,
                DOCTOR,
                GATEWAYS,
                IGD_CONTROL,
                JMX,
                PORT_KEEPER,
                SIMULATOR,
                SHELL_COMMANDS
            })
    void onlyTheApiAndTheSimulatorsToolAreExported(String name) {
        Set<String> exported =
                module(name).exports().stream().map(Exports::source).collect(Collectors.toSet());

        assertEquals(
                switch (name) {
                    case API -> API_PACKAGES;
                    case SIMULATOR -> Set.of(SIMULATOR);
                    default -> Set.of();
                },
                exported);
    }

    @ParameterizedTest
    @ValueSource(strings = {API, DISCOVERY, DOCTOR, GATEWAYS, IGD_CONTROL, JMX, PORT_KEEPER})
    void whatServiceLoaderFinds_isTheSameOnBothPaths(String name) throws IOException {
        Map<String, String> promised = PROVIDERS.getOrDefault(name, Map.of());

        assertEquals(
                promised,
                module(name).provides().stream()
                        .collect(
                                Collectors.toMap(
                                        Provides::service,
                                        each -> String.join(",", each.providers()))));
        assertEquals(promised, onTheClassPath(jar(name)));
    }

    /** The factories of the API look for these; without "uses" they find none. */
    @Test
    void theModulesThatLookForProviders_say() {
        assertEquals(
                Set.of(
                        API + ".doctor.Doctor",
                        API + ".doctor.OutsideHelper",
                        API + ".finder.GatewayFinder",
                        API + ".finder.GatewayWatcher",
                        API + ".keeper.ManagementBeans",
                        API + ".keeper.PortKeeperProvider",
                        API + ".upnp.UpnpProvider"),
                module(API).uses());
        assertEquals(Set.of(API + ".control.ControlProtocol"), module(GATEWAYS).uses());
        assertEquals(
                Set.of(API + ".discovery.DiscoveryStrategyProvider"), module(IGD_CONTROL).uses());
        assertEquals(
                Set.of(
                        API + ".control.ControlProtocol",
                        API + ".discovery.DiscoveryStrategyProvider",
                        API + ".finder.GatewayFinder",
                        API + ".upnp.UpnpProvider"),
                module(DOCTOR).uses());
        assertEquals(Set.of(), module(PORT_KEEPER).uses());
    }

    @Test
    void theApiRequiresTheJdkAlone() {
        assertEquals(Set.of("java.base"), required(API));
    }

    /** The frameworks' packages are there in OSGi only: never required on the module path. */
    @Test
    void theCoreRequiresTheApiAndTheJdkAlone() {
        assertEquals(Set.of("java.base", API), required(DISCOVERY));
        assertEquals(Set.of("java.base", API), required(DOCTOR));
        assertEquals(Set.of("java.base", API), required(GATEWAYS));
        assertEquals(Set.of("java.base", API), required(IGD_CONTROL));
        assertEquals(Set.of("java.base", API), required(PORT_KEEPER));
    }

    @Test
    void theBeansRequireManagement() {
        assertEquals(Set.of("java.base", "java.management", API), required(JMX));
    }

    /** From the API alone, as an application names it, all others come along as providers. */
    @Test
    void theApiBindsTheOthers_andNothingElse() {
        ModuleFinder core = ModuleFinder.of(CORE.stream().map(BuiltJars::jar).toArray(Path[]::new));
        Set<String> bound =
                Configuration.resolveAndBind(
                                core,
                                List.of(ModuleLayer.boot().configuration()),
                                ModuleFinder.of(),
                                Set.of(API))
                        .modules()
                        .stream()
                        .map(ResolvedModule::name)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(CORE), bound);
    }

    private static Set<String> required(String name) {
        return module(name).requires().stream()
                .filter(each -> !each.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> onTheClassPath(Path jar) throws IOException {
        Map<String, String> found = new HashMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().filter(ModulesIT::isService).toList()) {
                byte[] content = file.getInputStream(entry).readAllBytes();
                found.put(
                        entry.getName().substring(SERVICES.length()),
                        new String(content, StandardCharsets.UTF_8).strip());
            }
        }
        return found;
    }

    private static boolean isService(ZipEntry entry) {
        return entry.getName().startsWith(SERVICES) && !entry.isDirectory();
    }
}
