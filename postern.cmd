@echo off
rem Starts Postern on Windows.
rem checkout: what follows, up to the next such line, is left out of packages.
rem Builds it first where there is no build yet. After a change of the sources build with
rem "mvn -DskipTests package": the next start takes the new jar.
rem
rem Needs a JDK 17 or newer (JAVA_HOME, else the PATH) and, to build, Maven.
rem Ends with the exit code of the command, or 69 if it cannot build or start.
rem end of checkout

setlocal EnableExtensions DisableDelayedExpansion

rem No program is taken from the folder in which the user happens to be.
set "NoDefaultCurrentDirectoryInExePath=1"

set "home=%~dp0"
rem checkout
set "target=%home%distribution\target"
set "built=%target%\postern.jar"
set "jar=%target%\postern-run.jar"
set "lock=%home%.build.lock.d"
rem end of checkout

rem Java, and its version: a JDK has it in a file, else java is asked.
set "java="
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%i in (java.exe) do set "java=%%~$PATH:i"
if not defined java goto no_java
if not exist "%java%" goto no_java_at_home
for %%i in ("%java%") do set "bin=%%~dpi"
set "version="
if exist "%bin%..\release" for /f "usebackq tokens=1,2 delims==" %%k in ("%bin%..\release") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
set "PATH=%bin%;%PATH%"
if not defined version for /f "tokens=3" %%v in ('java.exe -version 2^>^&1 ^| findstr /c:" version "') do set "version=%%~v"
if not defined version goto old_java
for /f "delims=.-+_ " %%v in ("%version%") do set "version=%%v"
if %version% lss 17 goto old_java

rem checkout
if not exist "%jar%" goto build
rem Copies only what is newer; a jar that runs just now cannot be replaced, and is used once more.
xcopy /d /y /q "%built%" "%jar%" <nul >nul 2>nul

:run
rem end of checkout
set "options=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+UseSerialGC"
rem Felix, which only the interactive shell starts, uses what the JDK warns of from 24 on.
if "%~1"=="" if %version% geq 24 set "options=--sun-misc-unsafe-memory-access=allow %options%"
"%java%" %options% -jar "%jar%" %*
exit /b %errorlevel%

rem checkout
:build
set "maven="
for %%i in (mvn.cmd mvn.bat) do if not defined maven set "maven=%%~$PATH:i"
if not defined maven goto no_maven
if not exist "%bin%javac.exe" goto no_javac
:wait_for_lock
rem Only one of two at once can make the folder.
mkdir "%lock%" 2>nul && goto build_alone
if not defined waits >&2 echo postern: waiting for another build; if there is none, remove "%lock%".
set "waits=yes"
ping -n 2 127.0.0.1 >nul
if exist "%jar%" goto run
goto wait_for_lock

:build_alone
rem Somebody else may have built meanwhile.
if exist "%jar%" goto built
>&2 echo postern: building; the first time takes a minute.
pushd "%home%"
call "%maven%" -q -B -DskipTests -pl distribution -am package <nul 1>&2
popd
rem In one step: a start at this moment sees no jar or the whole one.
copy /y "%built%" "%jar%.new" >nul 2>nul && move /y "%jar%.new" "%jar%" >nul 2>nul
:built
rmdir "%lock%" 2>nul
if exist "%jar%" goto run
goto build_failed
rem end of checkout

:no_java
>&2 echo postern: no java is on the PATH; install Java 17 or newer or set JAVA_HOME.
exit /b 69
:no_java_at_home
>&2 echo postern: there is no "%java%"; set JAVA_HOME to a JDK 17 or newer.
exit /b 69
:old_java
>&2 echo postern: Java 17 or newer is needed, and "%java%" is not; set JAVA_HOME to one.
exit /b 69
rem checkout
:no_javac
>&2 echo postern: a JDK is needed to build, and "%bin%" has no javac.exe; set JAVA_HOME to a JDK.
exit /b 69
:no_maven
>&2 echo postern: Maven is needed to build, and no mvn.cmd is on the PATH; install it.
exit /b 69
:build_failed
>&2 echo postern: the build failed as said above; "mvn package" in "%home%" tells more.
exit /b 69
rem end of checkout
