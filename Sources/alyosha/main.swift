import ArgumentParser
print("alyosha")
